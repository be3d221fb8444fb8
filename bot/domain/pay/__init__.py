"""Where people stand in pay grades, what a year's result proposes, what HR decides. Never in Slack."""
