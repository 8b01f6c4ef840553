"""Which clusters of a region count as strong."""

from django.utils.translation import gettext_lazy as _

from grappe.web.public.observatory.methods.method import Method

CLUSTERS = (
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
        functions=("stars", "top_threshold", "editions", "edition_named", "edition_of"),
        command="grappe observatory stars --in cells.parquet --out stars.csv --edition eco-2007",
    ),
    Method(
        "cluster-industries",
        _("The industries of a cluster"),
        _(
            "In the register’s own table, its themes; in a table of activities, those of most of its members, as "
            "finely as the table divides them. Its regions are those of its territory, else that of its headquarters."
        ),
        _("members_ri = number of members of the cluster in region r with an activity in i"),
        _("A member whose activity or department is not known counts in no line; large or small, a firm counts once."),
        "Grappe; the strength of a region in an industry is its location quotient, P. S. Florence, 1948.",
    ),
    Method(
        "strong-clusters",
        _("Strong clusters"),
        _(
            "A cluster is strong where its quotient stands in the top quarter of the regions that have it, is 1 or "
            "more, and reaches the floors of jobs and establishments."
        ),
        "LQ_ri ≥ q_75%(LQ_·i), LQ_ri ≥ 1, E_ri ≥ floor_i, sites_ri ≥ floor_i",
        _(
            "Delgado, Porter and Stern take the top fifth. The floors of US Cluster Mapping are to be verified: none "
            "is set unless you give one. A quarter of the regions is strong by definition, save for the floors."
        ),
        "M. Delgado, M. E. Porter and S. Stern, Research Policy 43, 2014, 1785-1799.",
        functions=("strong_clusters",),
        command="grappe observatory strong --in cells.parquet --out strong.csv --top 0.25",
    ),
    Method(
        "cluster-index",
        _("Cluster index"),
        _("High where many jobs and many firms of an industry stand in little space, for few people; 1 is the mean."),
        _(
            "CI_ri = (e/a) (e/p) (b/e) = e b / (a p); e, b, a, p: the region’s shares of the industry’s jobs and "
            "firms, of area and of people"
        ),
        _("It has no upper end, and towns of little area stand out whatever their industry."),
        "T. Litzenberger and R. Sternberg, Geographische Zeitschrift 94, 2006, 209-224.",
        functions=("cluster_index",),
    ),
    Method(
        "cluster-categories",
        _("Categories of clusters"),
        _(
            "Which industries belong to one cluster, from how alike they are: where they are found, what they sell "
            "each other. Several groupings are scored; the score is the mean of four shares."
        ),
        _(
            "score = mean of the shares of clusters, and of industries, with WCR > mean(BCR) and WCR > q₉₅(BCR); "
            "WCR, BCR: mean likeness within a category and between two"
        ),
        _(
            "A score does not know sense: an expert has to read what follows. The paper’s wording of the scores is to "
            "be verified."
        ),
        "M. Delgado, M. E. Porter and S. Stern, Journal of Economic Geography 16, 2016, 1-38; M. E. Porter, Regional "
        "Studies 37, 2003, 549-578.",
        functions=(
            "derive_categories",
            "validate",
            "related_categories",
            "locational_correlation",
            "largest_link",
            "pairwise_coagglomeration",
            "blended",
        ),
    ),
)
