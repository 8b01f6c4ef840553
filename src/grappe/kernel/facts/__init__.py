"""Packaged facts: small tables, one folder per subject, each row with its source."""
