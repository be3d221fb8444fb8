"""Files that people hand over: whatever is wrong with one is said with its name, its line and what to do."""
