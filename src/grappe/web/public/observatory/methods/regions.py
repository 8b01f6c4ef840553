"""How far a region differs from the others, and how it grows."""

from django.utils.translation import gettext_lazy as _

from grappe.web.public.observatory.methods.method import Method

INDICES = "grappe observatory indices --in cells.parquet --out indices.csv"
REGIONS = (
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
        functions=("krugman_between",),
    ),
    Method(
        "krugman-specialisation",
        _("Krugman’s specialisation"),
        _(
            "The sum of the differences between the industries’ shares of the region and of the whole: 0 for the same "
            "mix, near 2 for one that the rest has not."
        ),
        "K_r = Σ_i |E_ri / E_r − E_i / E|",
        _("It depends on how finely industries are divided: compare regions within one table only."),
        "P. Krugman, Geography and Trade, 1991.",
        functions=("regional_profiles",),
        command=INDICES,
    ),
    Method(
        "gini-specialisation",
        _("Gini of specialisation"),
        _("How unequal the quotients of a region’s industries are: 0 where all are the same, near 1 with one only."),
        _("G_r = Σ_k (2k − n − 1) LQ_r(k) / (n Σ_k LQ_r(k)), quotients in rising order"),
        _("Each industry counts once, whatever its size: a tiny one with a wild quotient weighs as much as any."),
        "O. Farhauer and A. Kröll, Standorttheorien, 2014.",
        functions=("regional_profiles",),
        command=INDICES,
    ),
    Method(
        "region-diversity",
        _("Herfindahl and entropy of a region"),
        _(
            "How far a region’s jobs are spread over industries: the Herfindahl is 1 and the entropy 0 where one "
            "industry has all of them."
        ),
        "H_r = Σ_i s_ri²; S_r = −Σ_i s_ri ln s_ri; s_ri = E_ri / E_r",
        _("They do not look at the whole: a large industry that is large everywhere counts as specialisation too."),
        "O. C. Herfindahl, Concentration in the Steel Industry, 1950; C. E. Shannon, Bell System Technical Journal 27, "
        "1948, 379-423.",
        functions=("regional_profiles",),
        command=INDICES,
    ),
    Method(
        "theil",
        _("Theil’s divergence"),
        _("How far a region’s mix of industries is from the whole’s, in nats: 0 for the same mix, without upper end."),
        "T_r = Σ_i s_ri ln(s_ri / x_i); s_ri = E_ri / E_r, x_i = E_i / E",
        _("An industry that is rare in the whole weighs heavily."),
        "H. Theil, Economics and Information Theory, 1967.",
        functions=("regional_profiles",),
        command=INDICES,
    ),
    Method(
        "hachman",
        _("Hachman’s index"),
        _("One over the mean quotient of a region’s jobs: 1 for the whole’s mix, near 0 for a mix of its own."),
        "HI_r = 1 / Σ_i LQ_ri s_ri; s_ri = E_ri / E_r",
        _("A region that makes up most of the whole is like it by necessity."),
        "University of Utah, Bureau of Economic and Business Research, 1994.",
        functions=("regional_profiles",),
        command=INDICES,
    ),
    Method(
        "shift-share",
        _("Shift-share"),
        _(
            "A region’s growth in three parts: as the whole grew, by its mix of industries, and its own. The last "
            "is split into advantage and specialisation in it."
        ),
        _(
            "ΔE_ri = E_ri G + E_ri (g_i − G) + E_ri (g_ri − g_i); competitive = E_r (E_i / E) (g_ri − g_i), "
            "allocation = the rest of the region’s own part"
        ),
        _(
            "It takes growth apart and explains none. Weights are those of the first year, unless years are added up "
            "one by one; both years need one nomenclature and one division of the territory."
        ),
        "E. S. Dunn, Papers of the Regional Science Association 6, 1960, 97-112; J. M. Esteban-Marquillas, Regional "
        "and Urban Economics 2, 1972, 249-255; R. A. Barff and P. L. Knight, Growth and Change 19, 1988, 1-10.",
        functions=("shift_share", "dynamic_shift_share"),
        command="grappe observatory shift-share --in cells.parquet --out shift.csv --start 2017 --end 2021",
    ),
    Method(
        "reclassification",
        _("From one nomenclature to another"),
        _("Jobs of old codes, of industries or of regions, are shared out over new ones by weights, and none is lost."),
        _("E'_sj = Σ_r Σ_i v_rs E_ri w_ij; Σ_j w_ij = 1 for each i, Σ_s v_rs = 1 for each r"),
        _("Weights are the same everywhere, which they are not in truth: small cells suffer first."),
        "Grappe; the weights are those of the concordance that is loaded.",
        functions=("reclassify",),
    ),
)
