"""What people see and do: at the page, or driven by a test."""
