"""What a file is, what it holds, and how it is opened without harm."""
