"""The computing: pure functions from a problem to a result."""
