"""Version 1 of the API; a breaking change opens version 2."""
