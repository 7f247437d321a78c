"""Which documents a directive cites, and when two numbers mean one document."""
