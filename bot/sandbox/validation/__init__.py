"""Slack's limits on messages and views, as tables."""
