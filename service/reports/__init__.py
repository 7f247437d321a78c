"""Compliance reports: drafted from records, written in the official format, and the format checked."""
