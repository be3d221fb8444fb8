"""What the workspace remembers, and who is told when it changes."""
