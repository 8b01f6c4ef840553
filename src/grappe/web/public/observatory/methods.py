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
            "The rules changed with each edition; the thresholds of specialisation and focus and the floor of "
            "1,000 jobs are to be verified in the edition’s own text."
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
)  # fmt: skip


def method_of(code: str) -> Method | None:
    return next((one for one in METHODS if one.code == code), None)
