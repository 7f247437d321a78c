"""Tables: found by rules or alignment, put together to cells."""
