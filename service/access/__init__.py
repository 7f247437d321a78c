"""Who may open which document: the levels, the restriction of a document, and the guard that no query gets past."""
