"""What a region is specialised in, and how sure one can be of it."""

from django.utils.translation import gettext_lazy as _

from grappe.web.public.observatory.methods.method import Method

LQ = "grappe observatory lq --in cells.parquet --out lq.csv"
SPECIALISATION = (
    Method(
        "location-quotient",
        _("Location quotient"),
        _("The share of an industry in a region over its share in the whole: above 1, the region has more of it."),
        "LQ_ri = (E_ri / E_r) / (E_i / E)",
        _("It is not known where the region or the industry has nothing at all. A small cell gives a wild quotient."),
        "P. S. Florence, Investment, Location and Size of Plant, 1948.",
        functions=("location_quotient", "location_quotients"),
        command=LQ,
    ),
    Method(
        "interval",
        _("Interval and sure specialisation"),
        _("The interval at 95 % of the quotient; “surely specialised” means that all of it lies above 1."),
        "Var(ln LQ) = Q_ri (a² − 2ab − 2ac + 2ad + 2bc) + Q_r (b² − 2bd) + Q_i (c² − 2cd) + Q d²; "
        "a = 1/E_ri, b = 1/E_r, c = 1/E_i, d = 1/E",
        _("Without the sizes of establishments every job counts as its own draw, and intervals are too narrow."),
        "R. Moineddin, J. Beyene and E. Boyle, Geographical Analysis 35, 2003, 249-256.",
        functions=("location_quotients",),
        command=LQ,
    ),
    Method(
        "shrunk-quotient",
        _("Shrunk quotient"),
        _("The quotient drawn towards 1, the more so the less stands behind it; strengths are put in its order."),
        "θ = 1 + (LQ − 1) · A / (A + Var(LQ))",
        _("The variance A between regions is estimated for each industry."),
        "R. J. Marshall, Applied Statistics 40, 1991, 283-294.",
        functions=("location_quotients",),
        command=LQ,
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
        "false-findings",
        _("Many tests at once"),
        _(
            "Of the cells marked as specialised at 5 %, at most 5 % are so by chance on average: p-values are adjusted "
            "over all cells of the table."
        ),
        _("q_(k) = min_{l ≥ k} p_(l) n / l, p-values in rising order"),
        _(
            "Without it 5 % of the cells of a table of pure chance are “specialised”. It holds for tests that are "
            "independent or go together."
        ),
        "Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57, 1995, 289-300.",
        functions=("benjamini_hochberg",),
        command=LQ,
    ),
    Method(
        "withheld-cells",
        _("Withheld cells"),
        _(
            "Where an office withholds a cell, the least and the greatest quotient that any table within the bounds "
            "of its cells would have."
        ),
        _("[min LQ_ri, max LQ_ri] over all tables E with low_ri ≤ E_ri ≤ high_ri"),
        _("A range of what is possible, not an interval of what is likely. Published totals narrow it."),
        "Grappe; the quotient is P. S. Florence’s, 1948.",
        functions=("suppressed_quotients", "tightened_cells"),
    ),
)
