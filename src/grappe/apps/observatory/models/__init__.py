from grappe.apps.observatory.models.vintage import ScoreboardVintage

__all__ = ["ScoreboardVintage"]
