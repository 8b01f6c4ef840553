"""Facts that ship with the application: what French law says of an administration's silence, with its sources."""
