"""What regions that do many rare things have in common, and what a region could do next."""

from django.utils.translation import gettext_lazy as _

from grappe.web.public.observatory.methods.method import Method

ECI = "grappe observatory eci --in cells.parquet --out eci.csv"
COMPLEXITY = (
    Method(
        "economic-complexity",
        _("Economic complexity of regions (ECI)"),
        _(
            "High for a region specialised in industries that few regions have and that are found together; mean 0, "
            "standard deviation 1. It is solved as an eigenproblem, not iterated."
        ),
        _(
            "ECI = second eigenvector of D⁻¹ M U⁻¹ Mᵀ, standardised; M_ri = 1 if LQ_ri ≥ 1, else 0; "
            "D_rr = Σ_i M_ri, U_ii = Σ_r M_ri; gap = λ₂ − λ₃"
        ),
        _(
            "Look at the spectral gap first: near 0, the index is one of many that fit as well, and should not be "
            "used. The sign is a choice, to go with diversity. Groups of regions that share no industry are refused."
        ),
        "C. A. Hidalgo and R. Hausmann, PNAS 106, 2009, 10570-10575; R. Hausmann, C. A. Hidalgo and others, "
        "The Atlas of Economic Complexity, 2014.",
        functions=("complexity", "specialised_in"),
        command=ECI,
    ),
    Method(
        "product-complexity",
        _("Complexity of industries (PCI)"),
        _("High for an industry found in regions of high complexity, and in few: the other side of the same problem."),
        _("PCI = second eigenvector of U⁻¹ Mᵀ D⁻¹ M, standardised; eigenvalues 1 = λ₁ ≥ λ₂ ≥ λ₃ are those of the ECI"),
        _(
            "It tells who has the industry, not how hard its work is; it depends on how finely industries are divided. "
            "The spectral gap counts here as for regions."
        ),
        "C. A. Hidalgo and R. Hausmann, PNAS 106, 2009, 10570-10575; R. Hausmann, C. A. Hidalgo and others, "
        "The Atlas of Economic Complexity, 2014.",
        functions=("complexity", "specialised_in"),
    ),
    Method(
        "fitness",
        _("Fitness"),
        _(
            "A region is fit if it has many complex industries; an industry is complex if no region of little fitness "
            "has it. Both have the mean 1."
        ),
        _("F_r ← Σ_i M_ri Q_i; Q_i ← 1 / Σ_r (M_ri / F_r); each divided by its mean; 20 times"),
        _(
            "The fitness of the least regions falls towards 0 for ever: orders settle, values need not. The change of "
            "the last iteration is told."
        ),
        "A. Tacchella, M. Cristelli, G. Caldarelli, A. Gabrielli and L. Pietronero, Scientific Reports 2, 2012, 723.",
        functions=("fitness", "specialised_in"),
        command=ECI,
    ),
    Method(
        "proximity",
        _("Proximity of industries"),
        _("The lesser of the two chances that a region with one of two industries has the other too: 0 to 1."),
        "φ_ij = Σ_r M_ri M_rj / max(Σ_r M_ri, Σ_r M_rj)",
        _("Found together is not bound together: a port or a capital brings industries together that share nothing."),
        "C. A. Hidalgo, B. Klinger, A.-L. Barabási and R. Hausmann, Science 317, 2007, 482-487.",
        functions=("proximity", "co_occurrence", "specialised_in"),
    ),
    Method(
        "relatedness",
        _("Relatedness of industries"),
        _(
            "How often two industries are found together, over what chance would bring: 1 is chance. Association, "
            "cosine and Jaccard are offered beside the probability."
        ),
        "R_ij = c_ij / e_ij; c_ij = Σ_r M_ri M_rj for i ≠ j, s_i = Σ_j c_ij, S = Σ_i s_i; "
        "e_ij = (S / 2) (s_i s_j / (S (S − s_i)) + s_i s_j / (S (S − s_j)))",
        _("Two rare industries found together once have a high figure that one more region would change."),
        "N. J. van Eck and L. Waltman, Journal of the American Society for Information Science and Technology 60, "
        "2009, 1635-1651; the form by probability is M. Steijn’s.",
        functions=("relatedness", "co_occurrence"),
    ),
    Method(
        "relatedness-density",
        _("Relatedness density"),
        _("How much of what is near an industry the region already has: 0 nothing, 1 everything."),
        "d_ri = Σ_j M_rj φ_ij / Σ_j φ_ij",
        _(
            "A region specialised in many industries is dense everywhere: compare industries within one region. The "
            "proximity of an industry with itself counts; relatedness leaves it out."
        ),
        "C. A. Hidalgo, B. Klinger, A.-L. Barabási and R. Hausmann, Science 317, 2007, 482-487; R. Boschma, "
        "P.-A. Balland and D. F. Kogler, Industrial and Corporate Change 24, 2015, 223-250.",
        functions=("density",),
    ),
    Method(
        "opportunities",
        _("Opportunities of diversification"),
        _(
            "For each industry that a region does not have: how near it is, and what it would bring within reach "
            "(gain). For the region: the worth of all that is within reach (outlook)."
        ),
        "gain_ri = Σ_j φ_ij (1 − M_rj) PCI_j / Σ_k φ_jk; outlook_r = Σ_i (1 − M_ri) d_ri PCI_i",
        _(
            "Near and rewarding pull apart: the nearest industries are seldom the most complex. It is a list to talk "
            "over, not a forecast."
        ),
        "R. Hausmann, C. A. Hidalgo and others, The Atlas of Economic Complexity, 2014.",
        functions=("opportunities",),
    ),
    Method(
        "entries",
        _("Did density tell what regions took up?"),
        _(
            "The chance that an industry a region took up was denser there than one it did not: 0.5 is chance, 1 "
            "is never wrong."
        ),
        _("AUC = P(d_taken up > d_not) + P(d_taken up = d_not) / 2, over the cells with M_ri = 0 at the first date"),
        _("The cells of one region are not independent: the standard error is a lower bound."),
        "J. A. Hanley and B. J. McNeil, Radiology 143, 1982, 29-36.",
        functions=("check_entries",),
    ),
)
