"""The rules of the website desk."""
