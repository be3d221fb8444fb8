"""What happens by itself: one visible table."""
