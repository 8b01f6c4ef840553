"""Calls as files."""
