"""The demonstration programme: real clusters from the packaged facts, everybody else simulated and marked so."""
