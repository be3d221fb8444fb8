"""What a department came to in a month."""
