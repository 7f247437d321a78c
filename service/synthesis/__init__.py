"""Many units' results on one directive: entered or read from their reports, confirmed, put together."""
