"""Tasks: what a directive asks to be done, by whom, until when; and the files that carry it out of the office."""
