"""`python -m benchmarks.matching [teach partners anr]`."""

import sys

from benchmarks.matching.anr import anr
from benchmarks.matching.partners import partners
from benchmarks.matching.teach import teach

KNOWN = {"anr": anr, "partners": partners, "teach": teach}
for wanted in sys.argv[1:] or ["partners"]:
    KNOWN[wanted]()
