"""Calls that ship as examples; the rules and rates are restated facts with their sources."""

from importlib import resources


def example(name: str) -> bytes:
    """The bytes of an example, such as ``fui.yaml``."""
    return resources.files(__package__).joinpath(name).read_bytes()
