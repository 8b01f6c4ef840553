"""Who works with whom."""

from django.utils.translation import gettext_lazy as _

from grappe.web.public.observatory.methods.method import Method

COLLABORATION = (
    Method(
        "ties",
        _("Ties between partners"),
        _(
            "A shared project ties two of its k partners by 1 / (k − 1) over the root of both partners’ own ties. "
            "A body in every project ties nobody closely."
        ),
        "w_ij = Σ_p 1 / (k_p − 1) / √(s_i s_j); strength = Σ_j w_ij",
        _("It tells who works together, not how well; projects outside the register are not seen."),
        "M. E. J. Newman, Physical Review E 64, 2001, 016132.",
        functions=("collaboration_network",),
        command="grappe observatory network",
    ),
    Method(
        "betweenness",
        _("Betweenness"),
        _("The share of all pairs of other bodies whose shortest paths pass this one."),
        "b_v = Σ_{s≠v≠t} σ_st(v) / σ_st / ((n − 1)(n − 2))",
        _("Above 2,000 bodies paths start from 256 of them, drawn at random; each figure has its standard error."),
        "U. Brandes, Journal of Mathematical Sociology 25, 2001, 163-177; U. Brandes and C. Pich, 2007.",
        functions=("betweenness",),
        command="grappe observatory network",
    ),
    Method(
        "communities",
        _("Communities"),
        _("Groups of bodies that work together more than their ties would have it by chance."),
        "Q = Σ_c (inside_c / W − (S_c / W)²)",
        _("An agreement between starts near 1 says that the communities are a fact; near 0, one of many divisions."),
        "V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, Journal of Statistical Mechanics, 2008, P10008.",
        functions=("communities", "modularity", "adjusted_rand"),
        command="grappe observatory network",
    ),
    Method(
        "borders",
        _("Ties across borders"),
        _("The share of ties between different countries (for clusters, regions), against places dealt at random."),
        "across = Σ_{place_i ≠ place_j} w_ij / Σ w_ij",
        _("A register of one country’s projects sees only the foreign partners of these projects."),
        "D. Krackhardt and R. N. Stern, Social Psychology Quarterly 51, 1988, 123-140.",
        functions=("mixing",),
        command="grappe observatory network",
    ),
    Method(
        "sme-standing",
        _("The place of SMEs"),
        _("The share of SMEs in all ties, or in all betweenness, over their share of the bodies."),
        "ratio = (Σ_SME x / Σ x) / (n_SME / n)",
        _("A body whose size is not known counts as no SME, so their share is a lower bound."),
        "Grappe; the interval deals sizes anew to bodies.",
        functions=("standing",),
        command="grappe observatory network",
    ),
)
