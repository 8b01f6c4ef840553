"""Calls that ship as examples; the rules and rates are restated facts with their sources."""

from functools import cache
from importlib import resources

from grappe.apps.calls.exchange.reading import read_call
from grappe.apps.calls.exchange.schema import CallFile

# From the programme's own fund to what came after it; each is a whole call, read as any other file.
NAMES = (
    "fui",
    "fui-rounds",
    "pia-rd",
    "pia-platforms",
    "pspc",
    "i-demo",
    "regional",
    "new-clusters",
    "collective-actions",
)


def example(name: str) -> bytes:
    """The bytes of an example, such as ``fui.yaml``."""
    return resources.files(__package__).joinpath(name).read_bytes()


@cache
def example_call(name: str) -> CallFile:
    """An example read, by its name without an ending; read once a process."""
    return read_call(example(f"{name}.yaml"))
