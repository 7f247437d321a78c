"""The tests of the program. A package of its own, so that no library's `tests` can stand in its place."""
