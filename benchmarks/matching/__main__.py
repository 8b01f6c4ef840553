"""`python -m benchmarks.matching [teach partners]`."""

import sys

from benchmarks.matching.partners import partners
from benchmarks.matching.teach import teach

KNOWN = {"partners": partners, "teach": teach}
for wanted in sys.argv[1:] or ["partners"]:
    KNOWN[wanted]()
