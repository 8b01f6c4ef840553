from typing import Any

from django.conf import settings
from ninja import Schema

from grappe.api.v1.pagination import Page
from grappe.apps.directory.models import Cluster
from grappe.apps.partnerships.bridge.answers import Suggested
from grappe.apps.partnerships.phrases import Told


class EvidenceOut(Schema):
    """A record that shows a reason: a project, an organisation, a profile or a cluster."""

    kind: str
    id: int
    name: str
    page: str


class ReasonOut(Schema):
    """Why: a code for programs, a sentence for people, and what shows it."""

    code: str
    sentence: str
    evidence: list[EvidenceOut]

    @staticmethod
    def resolve_evidence(told: Told) -> list[dict[str, Any]]:
        return [
            {
                "kind": record._meta.model_name,
                "id": record.pk,
                "name": str(record),
                "page": f"{settings.BASE_URL}{record.get_absolute_url()}",
            }
            for record in told.evidence
        ]


class SuggestionOut(Schema):
    """A body that consented to be found; either an organisation by its number or a cluster by its short address."""

    organisation: int | None
    cluster: str | None
    name: str
    kind: str
    country: str
    profile: int | None
    reasons: list[ReasonOut]

    @staticmethod
    def resolve_organisation(one: Suggested) -> int | None:
        return None if one.is_cluster else one.body.pk

    @staticmethod
    def resolve_cluster(one: Suggested) -> str | None:
        return one.body.slug if isinstance(one.body, Cluster) else None

    @staticmethod
    def resolve_name(one: Suggested) -> str:
        return str(one.body)

    @staticmethod
    def resolve_kind(one: Suggested) -> str:
        return "cluster" if one.is_cluster else one.body.kind

    @staticmethod
    def resolve_country(one: Suggested) -> str:
        return str(one.body.country)

    @staticmethod
    def resolve_profile(one: Suggested) -> int | None:
        return one.profile.pk if one.profile else None


class SuggestionPage(Page[SuggestionOut]):
    """The best first. ``considered`` met every wish; ``is_ready`` is false until the register was first made ready."""

    considered: int
    is_ready: bool
    has_simulated_consents: bool
