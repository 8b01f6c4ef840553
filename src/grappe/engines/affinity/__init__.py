"""How well each expert's own writings fit each proposal: words, themes, and the sense across languages."""

from grappe.engines.affinity.affinity import affinities
from grappe.engines.affinity.errors import AffinityError
from grappe.engines.affinity.exchange import read_experts, read_proposals
from grappe.engines.affinity.likeness import Weights
from grappe.engines.affinity.problem import Expert, Parameters, Problem, Proposal, Publication, Result
from grappe.engines.texts.encoder import Encoder, packaged_encoder

__all__ = [
    "AffinityError",
    "Encoder",
    "Expert",
    "Parameters",
    "Problem",
    "Proposal",
    "Publication",
    "Result",
    "Weights",
    "affinities",
    "packaged_encoder",
    "read_experts",
    "read_proposals",
]
