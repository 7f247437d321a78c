"""Quality and speed, measured on gold data that is part of the project."""
