"""Sentences of the calls that pages and letters share."""
