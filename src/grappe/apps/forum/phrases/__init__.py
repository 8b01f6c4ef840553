"""Shared wording of the Forum."""
