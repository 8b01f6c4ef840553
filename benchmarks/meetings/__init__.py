"""Times and figures of the meetings engine: ``python -m benchmarks.meetings``."""
