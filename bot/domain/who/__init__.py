"""Predicates by subject: of who acts and of what it is about. bot/domain/access.py is the table of them."""
