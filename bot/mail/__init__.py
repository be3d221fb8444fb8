"""E-mail: one server, one message at a time."""
