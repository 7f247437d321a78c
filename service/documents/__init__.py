"""The documents of an office: taken in, found, looked at, read again, removed."""
