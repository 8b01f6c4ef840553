"""A small register that a reader can check by hand, and registers of chance."""

from hypothesis import strategies as st

from grappe.engines.matching import Cluster, Organisation, Project, Register, Sense, Statement, Text

SMALL = Register(
    2026,
    (
        Organisation("lab", True, "laboratory", "FR", "Bretagne", "Brest", ("photonics",), texts=(
            Text("Lasers à fibre et capteurs optiques pour l’océan", "fr", "lab-fr"),
        )),
        Organisation("firm", True, "firm", "FR", "Bretagne", "Lannion", ("photonics",), "small"),
        Organisation("giant", True, "firm", "DE", "", "", ("photonics", "health"), "large"),
        Organisation("silent", False, "firm", "FR", "Bretagne", "Brest", ("photonics",)),
        Organisation("clinic", True, "laboratory", "ES", "", "", ("health",), texts=(
            Text("Optical sensors in fibre lasers for surgery", "en", "clinic-en"),
        )),
        Organisation("maker", True, "firm", "IT", "", "", ("food",), "small"),
        Organisation("town", True, "public_authority", "FR"),
    ),
    (
        Project("p1", 2024, ("lab", "firm", "silent"), "lab", ("optics",)),
        Project("p2", 2023, ("lab", "giant"), "giant", ("optics",)),
        Project("p3", 2025, ("giant", "clinic", "silent"), "giant", ("health",)),
        Project("p4", 2016, ("giant", "maker", "town"), "giant", ("food", "health")),
    ),
    (
        Statement("s1", "clinic", Sense.NEED, (Text("We look for a maker of fibre lasers", "en"),)),
        Statement("s2", "firm", Sense.OFFER, (Text("Nous fabriquons des lasers à fibre", "fr"),)),
        Statement("s3", "maker", Sense.OFFER, (Text("Machines for packing cheese", "en"),)),
    ),
    (
        Cluster("images", True, "FR", "Bretagne", ("photonics", "images"), ("lab", "firm", "silent")),
        Cluster("light", True, "DE", "Berlin", ("photonics",), ("giant",)),
        Cluster("care", True, "ES", "", ("health",), ("clinic",)),
        Cluster("hidden", False, "IT", "", ("photonics",), ("maker",)),
    ),
)  # fmt: skip

NAMES = [f"o{place}" for place in range(8)]
THEMES = ("a", "b", "c")
WORDS = ("laser", "fibre", "cheese", "océan", "surgery", "sensor")
labels = st.lists(st.sampled_from(THEMES), max_size=2, unique=True).map(tuple)
texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join).map(Text), max_size=2).map(
    tuple
)


@st.composite
def registers(draw):
    """Up to eight organisations, some of them not to be found, and up to eight projects."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    some = tuple(
        Organisation(
            name,
            draw(st.booleans()),
            draw(st.sampled_from(("", "firm", "laboratory"))),
            draw(st.sampled_from(("", "FR", "DE"))),
            sectors=draw(labels),
            texts=draw(texts),
        )
        for name in names
    )
    members = st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True).map(tuple)
    projects = tuple(
        Project(
            f"p{place}",
            draw(st.integers(2015, 2026)),
            draw(members),
            themes=draw(labels),
            budget=draw(st.sampled_from((None, 2e4, 3e6))),
            months=draw(st.sampled_from((None, 24.0, 36.0))),
            intensity=draw(st.sampled_from((None, 0.0, 0.5, 1.0))),
            texts=draw(texts),
        )
        for place in range(draw(st.integers(0, 8)))
    )
    return Register(2026, some, projects)
