"""Steward: reviews and website requests, wholly in chat."""

__version__ = "0.14.0"
