"""The parts of a directive: zones, blocks, numbered sections, annexes."""
