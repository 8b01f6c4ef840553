"""Grappe: the open system for competitiveness-cluster programmes."""

from importlib.metadata import version

__version__ = version("grappe")
