"""The record: what was written of reviews, linked by hashes so that nothing of it changes unseen."""
