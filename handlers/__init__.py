"""Listeners: translate what Slack sends into a use case, and its answer back."""
