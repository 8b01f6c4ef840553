"""The workspace of a member organisation."""
