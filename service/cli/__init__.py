"""The `dondoc` command: one file a group of commands, composed in `main.py`."""
