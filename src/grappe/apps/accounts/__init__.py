"""People, their roles and tokens, and the log of what they did."""
