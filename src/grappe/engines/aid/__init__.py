"""State aid: greatest intensities, ceilings of a project and de minimis, computed with their reasons and sources."""

from grappe.engines.aid.assessment import assess
from grappe.engines.aid.checker import Fault, check
from grappe.engines.aid.errors import AidError, NoRulesInForceError
from grappe.engines.aid.exchange import (
    answer_from_json,
    answer_to_json,
    packaged_rules,
    project_from_json,
    project_to_json,
    rules_from_json,
    rules_to_json,
)
from grappe.engines.aid.intensity import intensity
from grappe.engines.aid.problem import Cost, Form, Grant, Kind, Partner, Project, Received
from grappe.engines.aid.result import Intensity, Line, PartnerAid, ProjectAid, Share, Step
from grappe.engines.aid.rules import RuleBook, Size, Status
from grappe.engines.aid.schemes import scheme_rate
from grappe.engines.aid.windows import de_minimis_left, room_left
from grappe.engines.aid.wording import TEMPLATES, render

__all__ = [
    "TEMPLATES",
    "AidError",
    "Cost",
    "Fault",
    "Form",
    "Grant",
    "Intensity",
    "Kind",
    "Line",
    "NoRulesInForceError",
    "Partner",
    "PartnerAid",
    "Project",
    "ProjectAid",
    "Received",
    "RuleBook",
    "Share",
    "Size",
    "Status",
    "Step",
    "answer_from_json",
    "answer_to_json",
    "assess",
    "check",
    "de_minimis_left",
    "intensity",
    "packaged_rules",
    "project_from_json",
    "project_to_json",
    "render",
    "room_left",
    "rules_from_json",
    "rules_to_json",
    "scheme_rate",
]
