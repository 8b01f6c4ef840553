"""Scores given by several reviewers: how severe each one is, what remains without it, and how far they agree."""

from grappe.engines.judging.errors import JudgingError, TooFewScoresError
from grappe.engines.judging.intraclass import IntraclassCorrelation, intraclass_correlation
from grappe.engines.judging.krippendorff import Level, krippendorff_alpha
from grappe.engines.judging.severity import Calibration, Scores, calibrate

__all__ = [
    "Calibration",
    "IntraclassCorrelation",
    "JudgingError",
    "Level",
    "Scores",
    "TooFewScoresError",
    "calibrate",
    "intraclass_correlation",
    "krippendorff_alpha",
]
