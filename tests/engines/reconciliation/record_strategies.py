"""Registers small enough to look at, drawn from few words so that names meet often."""

from hypothesis import strategies as st

from grappe.engines.reconciliation import OrganisationRecord

WORDS = [
    "université", "universiteit", "Institut", "für", "de", "Müller", "MUELLER", "Gesellschaft mbH", "S.r.l.", "SAS",
    "Lyon", "Lyons", "Systematic", "photonics", "photoniques", "recherche", "forschungsinstitut", "CEA", "A/S", "7",
    "12", "II", "l'énergie", "Ltd.", "Alpha", "alphas",
]  # fmt: skip

names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
identifiers = st.lists(
    st.tuples(st.sampled_from(["siren", "pic", "office"]), st.sampled_from(["1", "2", "3"])), max_size=2
).map(tuple)


@st.composite
def registers(draw: st.DrawFn, *, largest: int = 12) -> list[OrganisationRecord]:
    """Records with ids of their own, in a drawn order."""
    size = draw(st.integers(min_value=2, max_value=largest))
    return [
        OrganisationRecord(
            f"r{at:02d}",
            tuple(draw(st.lists(names, min_size=1, max_size=2))),
            tuple(draw(st.lists(st.sampled_from(["CEA", "IF", "URE"]), max_size=1))),
            country=draw(st.sampled_from(["FR", "DE", "UK", "GB", ""])),
            city=draw(st.sampled_from(["", "Lyon", "LYON CEDEX 07", "Köln"])),
            website=draw(st.sampled_from(["", "https://www.alpha.eu/x", "alpha.eu", "beta.org"])),
            identifiers=draw(identifiers),
            source=draw(st.sampled_from(["left", "right"])),
        )
        for at in draw(st.permutations(range(size)))
    ]
