"""The record: sealing what was written, proving it, writing its head outside."""
