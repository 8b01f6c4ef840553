"""How each figure is computed, in words, with its formula and its source."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Method:
    """One indicator; ``source`` is a reference and stays in its language."""

    code: str
    title: Promise
    says: Promise
    formula: str
    caution: Promise
    source: str


METHODS = (
    Method(
        "location-quotient",
        _("Location quotient"),
        _("The share of an industry in a region over its share in the whole: above 1, the region has more of it."),
        "LQ_ri = (E_ri / E_r) / (E_i / E)",
        _("It is not known where the region or the industry has nothing at all. A small cell gives a wild quotient."),
        "P. S. Florence, Investment, Location and Size of Plant, 1948.",
    ),
    Method(
        "interval",
        _("Interval and sure specialisation"),
        _("The interval at 95 % of the quotient; “surely specialised” means that all of it lies above 1."),
        "Var(ln LQ) = Q_ri (a² − 2ab − 2ac + 2ad + 2bc) + Q_r (b² − 2bd) + Q_i (c² − 2cd) + Q d²; "
        "a = 1/E_ri, b = 1/E_r, c = 1/E_i, d = 1/E",
        _("Without the sizes of establishments every job counts as its own draw, and intervals are too narrow."),
        "R. Moineddin, J. Beyene and E. Boyle, Geographical Analysis 35, 2003, 249-256.",
    ),
    Method(
        "shrunk-quotient",
        _("Shrunk quotient"),
        _("The quotient drawn towards 1, the more so the less stands behind it; strengths are put in its order."),
        "θ = 1 + (LQ − 1) · A / (A + Var(LQ))",
        _("The variance A between regions is estimated for each industry."),
        "R. J. Marshall, Applied Statistics 40, 1991, 283-294.",
    ),
    Method(
        "stars",
        _("Stars"),
        _(
            "One star each for size (top tenth of the regions), specialisation (quotient of 2 or more) and "
            "focus (top tenth by share of the region’s jobs); none below 1,000 jobs."
        ),
        "E_ri ≥ q_90%(E_·i); LQ_ri ≥ 2; E_ri / E_r ≥ q_90%(E_·i / E_·)",
        _(
            "The rules changed with each edition. The tenth by size and the quotient of 2 were checked; the tenth by "
            "focus and the floor of 1,000 jobs are to be verified in the edition’s own text."
        ),
        "European Cluster Observatory, 2007-2011.",
    ),
    Method(
        "place",
        _("Place in a ranking"),
        _(
            "Between brackets, the places that remain possible: a region may change places with those whose "
            "intervals overlap its own."
        ),
        "best = 1 + #{s : low_s > high_r}; worst = n − #{s : high_s < low_r}",
        _("Amounts are counts and have no interval here."),
        "H. Goldstein and D. J. Spiegelhalter, Journal of the Royal Statistical Society A 159, 1996, 385-443.",
    ),
    Method(
        "likeness",
        _("Regions alike"),
        _(
            "Krugman’s distance of two regions’ shares of industries: 0 where they are the same, 2 where "
            "nothing is common."
        ),
        "K_rs = Σ_i |E_ri / E_r − E_si / E_s|",
        _("It depends on how finely industries are divided: compare distances within one table only."),
        "P. Krugman, Geography and Trade, 1991.",
    ),
    Method(
        "locational-gini",
        _("Locational Gini"),
        _("How unequally an industry stands in the regions: 0 where every quotient is the same, near 1 in one region."),
        "G_i = Σ_k (2k − n − 1) LQ_(k)i / (n Σ_k LQ_(k)i), quotients in rising order",
        _("Each region counts once, whatever its size; it says nothing of a few large establishments."),
        "P. Krugman, Geography and Trade, 1991; O. Farhauer and A. Kröll, Standorttheorien, 2014.",
    ),
    Method(
        "concentration-index",
        _("Krugman’s concentration"),
        _("The sum of the differences between the regions’ shares of the industry and of everything: 0 to 2."),
        "K_i = Σ_r |E_ri / E_i − E_r / E|",
        _("It depends on how finely the territory is divided: compare industries within one table only."),
        "P. Krugman, Geography and Trade, 1991.",
    ),
    Method(
        "herfindahl",
        _("Herfindahl of the regions’ shares"),
        _("The sum of the squared shares of the regions in the industry: 1 where one region has all of it."),
        "H = Σ_r (E_ri / E_i)²",
        _("It does not look at how large the regions are."),
        "O. C. Herfindahl, Concentration in the Steel Industry, 1950.",
    ),
    Method(
        "ellison-glaeser",
        _("Ellison and Glaeser’s index"),
        _(
            "Concentration beyond what a few large establishments would bring: 0 as if establishments were thrown at "
            "random on the map of all jobs. Above 0.05 the authors call an industry highly concentrated (to be "
            "verified), below 0.02 hardly."
        ),
        "γ_i = (G_i / (1 − Σ_r x_r²) − H_i) / (1 − H_i); G_i = Σ_r (s_ri − x_r)², H_i = Σ_k (e_k / E_i)²",
        _("It needs the sizes of establishments: a table without their squares shows none."),
        "G. Ellison and E. L. Glaeser, Journal of Political Economy 105, 1997, 889-927.",
    ),
    Method(
        "cluster-industries",
        _("The industries of a cluster"),
        _(
            "In the register’s own table, its themes; in a table of activities, those of most of its members, as "
            "finely as the table divides them. Its regions are those of its territory, else that of its headquarters."
        ),
        "members_ri = #{members of the cluster in region r with an activity in i}",
        _("A member whose activity or department is not known counts in no line; large or small, a firm counts once."),
        "Grappe; the strength of a region in an industry is its location quotient, P. S. Florence, 1948.",
    ),
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
    ),
    Method(
        "betweenness",
        _("Betweenness"),
        _("The share of all pairs of other bodies whose shortest paths pass this one."),
        "b_v = Σ_{s≠v≠t} σ_st(v) / σ_st / ((n − 1)(n − 2))",
        _("Above 2,000 bodies paths start from 256 of them, drawn at random; each figure has its standard error."),
        "U. Brandes, Journal of Mathematical Sociology 25, 2001, 163-177; U. Brandes and C. Pich, 2007.",
    ),
    Method(
        "communities",
        _("Communities"),
        _("Groups of bodies that work together more than their ties would have it by chance."),
        "Q = Σ_c (inside_c / W − (S_c / W)²)",
        _("An agreement between starts near 1 says that the communities are a fact; near 0, one of many divisions."),
        "V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, Journal of Statistical Mechanics, 2008, P10008.",
    ),
    Method(
        "borders",
        _("Ties across borders"),
        _("The share of ties between different countries (for clusters, regions), against places dealt at random."),
        "across = Σ_{place_i ≠ place_j} w_ij / Σ w_ij",
        _("A register of one country’s projects sees only the foreign partners of these projects."),
        "D. Krackhardt and R. N. Stern, Social Psychology Quarterly 51, 1988, 123-140.",
    ),
    Method(
        "sme-standing",
        _("The place of SMEs"),
        _("The share of SMEs in all ties, or in all betweenness, over their share of the bodies."),
        "ratio = (Σ_SME x / Σ x) / (n_SME / n)",
        _("A body whose size is not known counts as no SME, so their share is a lower bound."),
        "Grappe; the interval deals sizes anew to bodies.",
    ),
)  # fmt: skip


def method_of(code: str) -> Method | None:
    return next((one for one in METHODS if one.code == code), None)
