"""Plain functions that make partnership profiles and interests for tests."""

from itertools import count
from typing import Any

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Organisation, Theme
from grappe.apps.partnerships.domain.agreements import record_agreement
from grappe.apps.partnerships.domain.interests import express_interest
from grappe.apps.partnerships.domain.profiles import draft_profile, publish_profile, submit_profile
from grappe.apps.partnerships.enums import AgreementKind, PartnershipKind
from grappe.apps.partnerships.models import Interest, PartnershipAgreement, PartnershipProfile
from tests.factories import make_cluster, make_organisation, make_user

NUMBERS = count(1)


def whole_values(**values: Any) -> dict[str, Any]:
    """Texts and choices that meet the check-list; each time with words of their own."""
    number = next(NUMBERS)
    own = [f"w{number}x{at}" for at in range(60)]
    return {
        "title_en": f"Composite tanks for liquid hydrogen number {number}",
        "summary_en": "A firm offers light composite tanks for liquid hydrogen " + " ".join(own[:12]) + ".",
        "text_en": "The tank keeps hydrogen cold for a week. " + " ".join(own),
        "stage": "prototype",
        "partner_kinds": ["firm"],
        "partner_role": "research",
        "languages": ["en"],
        "may_be_found": True,
    } | values


def make_theme(code: str = "energy") -> Theme:
    return Theme.objects.get_or_create(code=code, defaults={"name_fr": "Énergie", "name_en": "Energy"})[0]


def make_draft(body: Organisation | Cluster | None = None, *, by: User | None = None, **values: Any) -> Any:
    return draft_profile(
        body=body or make_organisation(),
        kind=PartnershipKind.TECHNOLOGY_OFFER,
        values=whole_values(**values),
        themes=[make_theme()],
        by=by or make_user(),
    )


def make_published(body: Organisation | Cluster | None = None, *, by: User | None = None, **values: Any) -> Any:
    profile: PartnershipProfile = make_draft(body, by=by, **values)
    submit_profile(profile=profile, by=by or make_user())
    return publish_profile(profile=profile, by=make_programme_officer())


def make_partnership_agreement(**values: Any) -> PartnershipAgreement:
    return record_agreement(keeper=make_cluster(), kind=AgreementKind.TWINNING, values=values, by=make_user())


def make_programme_officer() -> User:
    user = make_user()
    grant_role(user=user, role=Role.PROGRAMME_OFFICER, by=None)
    return user


def make_interest(
    profile: PartnershipProfile | None = None, body: Organisation | Cluster | None = None, *, by: User | None = None
) -> Interest:
    return express_interest(
        profile=profile or make_published(),
        body=body or make_organisation(),
        message="We build valves for such tanks and would test them with you.",
        by=by or make_user(),
    )
