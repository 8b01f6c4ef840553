"""Layout, components and tokens of the design."""
