"""Calls for projects in the office: written, opened, labelled."""
