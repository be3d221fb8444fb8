"""Steward: reviews and website requests, wholly in chat."""

__version__ = "0.13.0"
