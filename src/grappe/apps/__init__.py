"""Django data apps: state and rules, no HTML."""
