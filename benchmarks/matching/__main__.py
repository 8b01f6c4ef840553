"""`python -m benchmarks.matching [teach partners pairs anr talks scale]`."""

import sys

from benchmarks.matching.anr import anr
from benchmarks.matching.pairs import pairs
from benchmarks.matching.partners import partners
from benchmarks.matching.scale import scale
from benchmarks.matching.talks import talks
from benchmarks.matching.teach import teach

KNOWN = {"anr": anr, "pairs": pairs, "partners": partners, "scale": scale, "talks": talks, "teach": teach}
for wanted in sys.argv[1:] or ["partners"]:
    KNOWN[wanted]()
