"""What every app stands on: sources of values, text search, shared columns."""
