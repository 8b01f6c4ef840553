"""Pages of partnerships for members and foreign clusters."""
