"""``python -m benchmarks.register.run 100000``: fill the register once, then time its pages."""

import sys

from benchmarks.register.database import connect

if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    connect(size)
    from benchmarks.register.fill import fill

    fill(size)
    if "--fill-only" not in sys.argv:
        from benchmarks.register.scenario import report

        report(size)
