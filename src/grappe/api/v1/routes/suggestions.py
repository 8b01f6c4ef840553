"""Who would make a good partner; only those who consented to be found are named."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import translation
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field, StringConstraints

from grappe.api.v1.errors import READ_ANSWERS
from grappe.api.v1.pagination import read_cursor, write_cursor
from grappe.api.v1.routes.parameters import Country, Key, Slug, Word
from grappe.api.v1.schemas.suggestions import SuggestionPage
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.bridge.answers import (
    Suggestions,
    Wanted,
    clusters_for,
    partners_for,
    partners_for_need,
)
from grappe.apps.partnerships.enums import PartnerScale

router = Router(tags=["suggestions"])
# Further down a ranking tells nothing: a narrower question does.
DEEPEST, LARGEST_PAGE = 200, 50
Language = Annotated[str, StringConstraints(pattern=r"^(fr|en)$"), Field(description="Of the sentences: fr or en.")]
Need = Annotated[
    str,
    StringConstraints(min_length=1, max_length=4000, pattern=r"^[^\x00]*$"),
    Field(description="Who or what is looked for, in French or English."),
]


class Depth(Schema):
    """Which part of the ranking is wanted."""

    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 10
    after: Annotated[str, Field(max_length=200, description="The `next` of the page before.")] = ""
    language: Language = "en"

    @property
    def begins(self) -> int:
        if not self.after:
            return 0
        name, rank = read_cursor(self.after)
        if name != "rank" or not 0 < rank < DEEPEST:
            raise HttpError(404, "This cursor is not one of ours: take it from `next` of the page before.")
        return rank


class ClusterWishes(Depth):
    """Must-haves, obeyed exactly."""

    country: Country = ""
    theme: Word = ""
    at_home_too: bool = False

    def wanted(self, **more: Any) -> Wanted:
        return Wanted(
            countries=(self.country,) if self.country else (),
            themes=(self.theme,) if self.theme else (),
            count=min(self.begins + self.limit + 1, DEEPEST),
            **more,
        )


class NeedWishes(Depth):
    """Must-haves, obeyed exactly; towards 1, ``diversity`` makes each suggestion differ more from those before it."""

    kind: OrganisationKind | None = None
    country: Country = ""
    theme: Word = ""
    diversity: Annotated[float, Field(ge=0, le=1)] = 0.0

    def wanted(self, **more: Any) -> Wanted:
        return Wanted(
            kinds=(self.kind,) if self.kind else (),
            countries=(self.country,) if self.country else (),
            themes=(self.theme,) if self.theme else (),
            diversity=self.diversity,
            count=min(self.begins + self.limit + 1, DEEPEST),
            **more,
        )


class OrganisationWishes(NeedWishes):
    """The same, and whether those it has worked with are left out."""

    only_new: bool = False
    scale: Annotated[
        PartnerScale | None,
        Field(description="Whether places are kept for small ones; without it they are where an SME asks."),
    ] = None


def page_of_ranking(depth: Depth, ask: Callable[[], Suggestions]) -> dict[str, Any]:
    """One page of a ranking, its sentences in the language asked for."""
    begins = depth.begins
    with translation.override(depth.language):
        found = ask()
    ends = begins + depth.limit
    more = len(found.rows) > ends and ends < DEEPEST
    return {
        "items": found.rows[begins:ends],
        "next": write_cursor("rank", ends) if more else None,
        "considered": found.considered,
        "is_ready": found.is_ready,
        "has_simulated_consents": found.has_simulated_consents,
    }


@router.get(
    "/organisations/{key}/partners",
    response={200: SuggestionPage, **READ_ANSWERS},
    operation_id="suggest_partners_of_organisation",
)
def suggest_partners_of_organisation(
    request: HttpRequest, key: Key, wishes: Annotated[OrganisationWishes, Query()]
) -> Any:
    """Who could be an organisation's partners, each with the reasons for it."""
    organisation = get_object_or_404(Organisation, pk=key, merged_into=None)
    wanted = wishes.wanted(only_new=wishes.only_new, scale=wishes.scale)
    return page_of_ranking(wishes, lambda: partners_for(organisation, wanted))


@router.get(
    "/clusters/{slug}/partners",
    response={200: SuggestionPage, **READ_ANSWERS},
    operation_id="suggest_partners_of_cluster",
)
def suggest_partners_of_cluster(request: HttpRequest, slug: Slug, wishes: Annotated[ClusterWishes, Query()]) -> Any:
    """Which clusters fit a cluster: those abroad, or those at home too."""
    cluster = get_object_or_404(Cluster, slug=slug)
    wanted = wishes.wanted()
    return page_of_ranking(wishes, lambda: clusters_for(cluster, wanted, abroad=not wishes.at_home_too))


@router.get(
    "/partners",
    response={200: SuggestionPage, **READ_ANSWERS},
    operation_id="suggest_partners_for_need",
)
def suggest_partners_for_need(request: HttpRequest, need: Need, wishes: Annotated[NeedWishes, Query()]) -> Any:
    """Who could meet a need in words."""
    wanted = wishes.wanted()
    return page_of_ranking(wishes, lambda: partners_for_need(need, wishes.language, None, wanted))
