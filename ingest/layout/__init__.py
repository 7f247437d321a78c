"""Placed words to text in reading order; the same for scans and PDF text."""
