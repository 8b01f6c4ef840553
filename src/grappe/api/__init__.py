"""Typed HTTP API."""
