"""The format of a Word file, checked against the official rules."""
