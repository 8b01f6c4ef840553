"""Suggestions of partners against what really happened, and against simple methods."""
