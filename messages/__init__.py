"""What Steward says: layout in Python, sentences in Jinja2, translations in gettext."""
