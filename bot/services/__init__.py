"""Use cases: one intention, one transaction."""
