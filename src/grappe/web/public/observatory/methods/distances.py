"""Concentration without borders: distances between establishments, and regions that are alike their neighbours."""

from django.utils.translation import gettext_lazy as _

from grappe.web.public.observatory.methods.method import Method

KD = "grappe observatory kd --in sites.parquet --out kd.csv --simulations 100"
M = "grappe observatory m --in sites.parquet --out m.csv --simulations 100"
DISTANCES = (
    Method(
        "k-density",
        _("Density of distances (K_d) of Duranton and Overman"),
        _(
            "How often two establishments of the industry are a distance r apart, by kernel density; weighed by jobs "
            "(K_emp) where they are known. Borders of regions play no part."
        ),
        _("K_d(r) = Σ_{i<j} w_i w_j φ((r − d_ij) / h) / (h Σ_{i<j} w_i w_j), reflected at 0; h by Silverman’s rule"),
        _(
            "It says nothing without its band: all industries gather where people live. Places must be sharp: "
            "addresses put at the middle of their commune make small distances meaningless."
        ),
        "G. Duranton and H. G. Overman, Review of Economic Studies 72, 2005, 1077-1106.",
        functions=("distance_density", "gridded_distance_density"),
        command=KD,
    ),
    Method(
        "distance-band",
        _("Local and global bands"),
        _(
            "What chance brings: as many sites drawn from all sites for K_d, industries dealt anew for M. Localised is "
            "what rises above the global band; dispersed what falls below it and rises nowhere above."
        ),
        _(
            "local: quantiles 5 % and 95 % of the simulated K(r) at each r; global: m(r) + c⁺ (q₉₅(r) − m(r)) and "
            "m(r) − c⁻ (m(r) − q₅(r)), with c⁺ and c⁻ so that 5 % of the simulated curves leave it anywhere "
            "on each side"
        ),
        _(
            "The local band holds at one distance only: a curve that leaves it somewhere proves nothing. Over many "
            "industries the p-values still have to be adjusted."
        ),
        "G. Duranton and H. G. Overman, Review of Economic Studies 72, 2005, 1077-1106; M. Myllymäki, T. Mrkvička, "
        "P. Grabarnik, H. Seijo and U. Hahn, Journal of the Royal Statistical Society B 79, 2017, 381-404.",
        functions=("density_band", "ratio_band", "band_of"),
        command=KD,
    ),
    Method(
        "m-function",
        _("M of Marcon and Puech"),
        _(
            "The industry’s share of the jobs within r of its own establishments, over its share of all jobs: 1 is "
            "chance, 2 twice as much around its own as elsewhere."
        ),
        _(
            "M(r) = Σ_i (W_iS(r) / W_i(r)) / Σ_i ((W_S − w_i) / (W − w_i)); W_i(r): jobs within r of i, "
            "S: of the industry"
        ),
        _(
            "It adds up to r, so that what happens near by still shows far away. An establishment without neighbours "
            "within r is left out."
        ),
        "E. Marcon and F. Puech, Journal of Economic Geography 10, 2010, 745-762.",
        functions=("ratio_function",),
        command=M,
    ),
    Method(
        "ripley-k",
        _("K of Ripley, L of Besag"),
        _("How many other points lie within r of a point, on a plane where all places are worth the same."),
        _(
            "K(r) = A / (n (n − 1)) Σ_{i≠j} 1(d_ij ≤ r) / e_ij; L(r) − r = √(K(r) / π) − r; "
            "e_ij: share of the circle around i through j that lies inside"
        ),
        _(
            "A country is no such plane: towns alone bring a high K. For establishments use K_d or M. The area must be "
            "a rectangle, and r at most half its shorter side."
        ),
        "B. D. Ripley, Journal of the Royal Statistical Society B 39, 1977, 172-212; J. Besag, in its discussion.",
        functions=("ripley_k",),
    ),
    Method(
        "moran",
        _("Moran’s I"),
        _(
            "Whether neighbouring regions are alike: above −1 / (n − 1), they are more so than places dealt at "
            "random; below, less."
        ),
        "I = (n / S₀) Σ_i Σ_j w_ij z_i z_j / Σ_i z_i²; z_i = x_i − mean(x), S₀ = Σ_i Σ_j w_ij",
        _(
            "It depends on who counts as a neighbour; regions without any are named. It finds likeness in shares as in "
            "sizes: a map of large and small regions is enough."
        ),
        "P. A. P. Moran, Biometrika 37, 1950, 17-23; A. D. Cliff and J. K. Ord, Spatial Processes, 1981.",
        functions=("moran", "row_standardised"),
    ),
    Method(
        "local-moran",
        _("Local parts of Moran’s I (LISA)"),
        _(
            "Which regions make it up: high among high, low among low, or unlike their neighbours. Each is tested by "
            "dealing the others’ figures to its neighbours."
        ),
        "I_i = z_i Σ_j w_ij z_j / m₂; m₂ = Σ_i z_i² / n; Σ_i I_i = S₀ I",
        _(
            "Use the adjusted value: of a hundred regions without any pattern, several pass the test one by one. "
            "Neighbours share neighbours, so that tests hang together."
        ),
        "L. Anselin, Geographical Analysis 27, 1995, 93-115; M. C. de Castro and B. H. Singer, "
        "Geographical Analysis 38, 2006, 180-208.",
        functions=("local_moran", "row_standardised"),
    ),
)
