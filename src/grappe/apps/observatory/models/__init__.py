from grappe.apps.observatory.models.network import CollaborationNetwork, NetworkPlace
from grappe.apps.observatory.models.network_run import NetworkRun
from grappe.apps.observatory.models.regional_table import TOTAL, CodeName, RegionalCell, RegionalTable
from grappe.apps.observatory.models.vintage import ScoreboardVintage

__all__ = [
    "TOTAL",
    "CodeName",
    "CollaborationNetwork",
    "NetworkPlace",
    "NetworkRun",
    "RegionalCell",
    "RegionalTable",
    "ScoreboardVintage",
]
