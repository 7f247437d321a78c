"""How long records are kept, and how a document is erased so that nothing of it remains."""
