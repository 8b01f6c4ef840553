"""How concentrated an industry is."""

from django.utils.translation import gettext_lazy as _

from grappe.web.public.observatory.methods.method import Method

EG = "grappe observatory eg --in cells.parquet --out eg.csv"
INDUSTRIES = (
    Method(
        "locational-gini",
        _("Locational Gini"),
        _("How unequally an industry stands in the regions: 0 where every quotient is the same, near 1 in one region."),
        _("G_i = Σ_k (2k − n − 1) LQ_(k)i / (n Σ_k LQ_(k)i), quotients in rising order"),
        _("Each region counts once, whatever its size; it says nothing of a few large establishments."),
        "P. Krugman, Geography and Trade, 1991; O. Farhauer and A. Kröll, Standorttheorien, 2014.",
        functions=("industrial_profiles",),
    ),
    Method(
        "concentration-index",
        _("Krugman’s concentration"),
        _("The sum of the differences between the regions’ shares of the industry and of everything: 0 to 2."),
        "K_i = Σ_r |E_ri / E_i − E_r / E|",
        _("It depends on how finely the territory is divided: compare industries within one table only."),
        "P. Krugman, Geography and Trade, 1991.",
        functions=("industrial_profiles",),
    ),
    Method(
        "herfindahl",
        _("Herfindahl of the regions’ shares"),
        _("The sum of the squared shares of the regions in the industry: 1 where one region has all of it."),
        "H = Σ_r (E_ri / E_i)²",
        _("It does not look at how large the regions are."),
        "O. C. Herfindahl, Concentration in the Steel Industry, 1950.",
        functions=("industrial_profiles",),
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
        functions=("ellison_glaeser", "cells_of", "plant_sizes", "banded_herfindahl", "throw_plants"),
        command=EG,
    ),
    Method(
        "maurel-sedillot",
        _("Maurel and Sédillot’s index"),
        _(
            "Concentration beyond what a few large establishments would bring, from the chance that two establishments "
            "choose one region: 0 as if thrown at random on the map of all jobs, 1 all in one place."
        ),
        "γ_i = ((Σ_r s_ri² − Σ_r x_r²) / (1 − Σ_r x_r²) − H_i) / (1 − H_i); H_i = Σ_k (e_k / E_i)²",
        _(
            "It weighs places where all jobs are more than Ellison and Glaeser’s does: an industry of the capital "
            "stands higher. It needs the sizes of establishments."
        ),
        "F. Maurel and B. Sédillot, Regional Science and Urban Economics 29, 1999, 575-604.",
        functions=("maurel_sedillot", "cells_of", "plant_sizes", "throw_plants"),
        command=EG,
    ),
    Method(
        "coagglomeration",
        _("Coagglomeration"),
        _(
            "How far establishments of different industries stand together, beyond what each does alone: 0 as if "
            "the industries took no notice of each other."
        ),
        _(
            "γ_c = (G / X − H − Σ_i γ_i w_i² (1 − H_i)) / (1 − Σ_i w_i²); "
            "of a pair: γ_ij = Σ_r (s_ri − x_r)(s_rj − x_r) / X; X = 1 − Σ_r x_r²"
        ),
        _(
            "Figures are small by nature. It does not tell why: buyers and sellers, people who change jobs, or a "
            "common resource."
        ),
        "G. Ellison and E. L. Glaeser, Journal of Political Economy 105, 1997, 889-927; G. Ellison, E. L. Glaeser and "
        "W. R. Kerr, American Economic Review 100, 2010, 1195-1213.",
        functions=("coagglomeration", "pairwise_coagglomeration"),
    ),
)
