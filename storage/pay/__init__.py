"""Queries about pay."""
