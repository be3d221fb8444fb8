"""Reminders: who gets one, when, and what it says."""
