"""The Home tab: a table of sections, and one file each."""
