"""Moving an office from one place to another: records, files and vectors, from embedded to server data and back."""
