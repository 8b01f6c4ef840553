"""Who would make a good partner: suggestions from past projects, attributes and texts, each with its reasons."""

from grappe.engines.matching.errors import MatchingError
from grappe.engines.matching.exchange import (
    answer_from_json,
    models_from_json,
    question_from_json,
    register_from_json,
    to_json,
)
from grappe.engines.matching.ground import LAYOUT, Ground, Parameters, prepare
from grappe.engines.matching.learning import learn
from grappe.engines.matching.model import PLAIN, Model, Models, packaged_models
from grappe.engines.matching.questions import (
    CallRules,
    ForCluster,
    ForConsortium,
    ForMetaCluster,
    ForNeed,
    ForOrganisation,
    Question,
    Role,
    Wishes,
)
from grappe.engines.matching.register import Cluster, Organisation, Project, Register, Sense, Statement, Text
from grappe.engines.matching.result import Answer, Code, Evidence, EvidenceKind, Reason, Suggestion
from grappe.engines.matching.suggest import suggest

__all__ = [
    "LAYOUT",
    "PLAIN",
    "Answer",
    "CallRules",
    "Cluster",
    "Code",
    "Evidence",
    "EvidenceKind",
    "ForCluster",
    "ForConsortium",
    "ForMetaCluster",
    "ForNeed",
    "ForOrganisation",
    "Ground",
    "MatchingError",
    "Model",
    "Models",
    "Organisation",
    "Parameters",
    "Project",
    "Question",
    "Reason",
    "Register",
    "Role",
    "Sense",
    "Statement",
    "Suggestion",
    "Text",
    "Wishes",
    "answer_from_json",
    "learn",
    "models_from_json",
    "packaged_models",
    "prepare",
    "question_from_json",
    "register_from_json",
    "suggest",
    "to_json",
]
