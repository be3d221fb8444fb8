"""Speaking to Slack."""
