"""Pages of a proposal for those who write it."""
