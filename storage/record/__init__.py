"""The record: which rows it is about, what guards them, the chain."""
