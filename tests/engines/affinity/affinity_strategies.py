"""Random problems of a few words, small enough for the plain reference."""

from typing import Any

from hypothesis import strategies as st

from grappe.engines.affinity import Expert, Problem, Proposal, Publication

WORDS = ("laser", "lasers", "photonique", "wheat", "blé", "cancer", "the", "Été", "optimisation", "optimization", "5g")
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@st.composite
def problems(draw: Any) -> Problem:
    proposals = draw(st.lists(texts, min_size=1, max_size=3))
    published = st.lists(
        st.builds(Publication, texts, st.sampled_from([None, 2010, 2015, 2020])), min_size=1, max_size=4
    )
    experts = draw(st.lists(published, min_size=1, max_size=3))
    return Problem(
        tuple(Proposal(f"p{place}", text) for place, text in enumerate(proposals)),
        tuple(Expert(f"e{place}", tuple(some)) for place, some in enumerate(experts)),
    )
