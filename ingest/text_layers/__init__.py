"""What a text layer is worth, and old encodings made Unicode."""
