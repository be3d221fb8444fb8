"""The weeks in between: check-ins, feedback, and cases that are kept for later."""
