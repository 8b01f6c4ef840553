"""Reconciliation: which records of one or several registers are the same organisation, how sure, and why."""

from grappe.engines.reconciliation.clustering import group_pairs, one_to_one
from grappe.engines.reconciliation.reconcile import reconcile
from grappe.engines.reconciliation.records import (
    Evidence,
    OrganisationRecord,
    ProposedPair,
    Reconciliation,
    Settings,
)
from grappe.engines.reconciliation.weights import Weights, packaged_weights

__all__ = [
    "Evidence",
    "OrganisationRecord",
    "ProposedPair",
    "Reconciliation",
    "Settings",
    "Weights",
    "group_pairs",
    "one_to_one",
    "packaged_weights",
    "reconcile",
]
