from grappe.apps.reviews.models.expert import DeclaredConflict, DeclaredTie, ExpertProfile
from grappe.apps.reviews.models.large_body import LargeBody
from grappe.apps.reviews.models.panel import AssignmentRun, Bid, PanelSeat, ReviewPanel
from grappe.apps.reviews.models.review import (
    DiscussionPost,
    LeadAnswer,
    PanelVote,
    RankedProposal,
    Reading,
    Review,
    Score,
)

__all__ = [
    "AssignmentRun",
    "Bid",
    "DeclaredConflict",
    "DeclaredTie",
    "DiscussionPost",
    "ExpertProfile",
    "LargeBody",
    "LeadAnswer",
    "PanelSeat",
    "PanelVote",
    "RankedProposal",
    "Reading",
    "Review",
    "ReviewPanel",
    "Score",
]
