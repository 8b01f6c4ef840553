"""Errors a person can act on: each says what could not be done and what to do next."""


class RefusedError(Exception):
    """The base of every refusal a page or the API shows as it is."""
