"""What the page of one organisation shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext as _

from grappe.apps.core.models import Source
from grappe.apps.directory.fields import EDITABLE, column_of
from grappe.apps.directory.models import Cluster, Membership, Organisation
from grappe.apps.directory.phrases import names_in, size_reasoning
from grappe.apps.directory.queries.history import changes_of
from grappe.apps.projects.models import Participation
from grappe.apps.projects.queries.organisations import partners_of, project_counts
from grappe.kernel.nomenclature import UnknownActivityError, naf
from grappe.web.ui.templatetags.naming import country_name, in_language

PROJECTS_A_PAGE = 10
PARTNERS = 10
CHANGES = 10
RELATIVES = 20
TEXTS = ("capabilities", "offers", "needs")
Change = tuple[datetime, list[str], str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with the field that its provenance stands under."""

    label: str
    value: Any
    field: str
    is_address: bool = False


def page_of(organisation: Organisation, *, today: date, projects_page: str | None) -> dict[str, Any]:
    participations = participations_of(organisation)
    memberships = list(memberships_of(organisation))
    return {
        "organisation": organisation,
        "facts": facts_of(organisation),
        "texts": [name for name in TEXTS if in_language(organisation, name)],
        "sources": sources_of(organisation),
        "identifiers": list(organisation.identifiers.all()),
        "sizes": sizes_of(organisation),
        "memberships": [one for one in memberships if is_held(one, today)],
        "past_memberships": [one for one in memberships if not is_held(one, today)],
        "governed": list(Cluster.objects.filter(body=organisation).only("slug", "name")),
        "projects": Paginator(participations, PROJECTS_A_PAGE).get_page(projects_page),
        "projects_number": project_counts([organisation]).get(organisation.pk, 0),
        "aid": participations.aggregate(total=Sum("aid"))["total"],
        "partners": partners_of(organisation, count=PARTNERS),
        "children": list(organisation.children.filter(merged_into=None).order_by("name_key")[:RELATIVES]),
        "former_records": list(organisation.merged_from.only("legal_name")[:RELATIVES]),
        "changes": public_changes(organisation),
    }


def facts_of(organisation: Organisation) -> list[Fact]:
    """The values held, in reading order; those not held are left out."""
    place = ", ".join(
        part for part in (organisation.street, f"{organisation.postcode} {organisation.city}".strip()) if part
    )
    department = organisation.department
    region = department.region if department else None
    held = [
        Fact(label_of("legal_name"), organisation.legal_name, "legal_name"),
        Fact(label_of("short_name"), organisation.short_name, "short_name"),
        Fact(label_of("other_names"), ", ".join(organisation.other_names), "other_names"),
        Fact(label_of("kind"), organisation.get_kind_display(), "kind"),
        Fact(label_of("activity_code"), activity_of(organisation.activity_code), "activity_code"),
        Fact(_("Address"), place, "city" if organisation.city else "street"),
        Fact(label_of("department"), in_language(department) if department else "", "department"),
        Fact(_("Region"), in_language(region) if region else "", "department"),
        Fact(label_of("country"), country_name(organisation.country) if organisation.country else "", "country"),
        Fact(label_of("website"), organisation.website, "website", is_address=True),
    ]
    return [fact for fact in held if fact.value]


def label_of(field: str) -> str:
    return str(Organisation._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def activity_of(code: str) -> str:
    """The code with its division's name in the reader's language."""
    if not code:
        return ""
    try:
        division = naf(code).division
    except UnknownActivityError:
        return code
    return f"{code} – {in_language({'name_fr': division.label_fr, 'name_en': division.label_en})}"


def sources_of(organisation: Organisation) -> dict[str, Source]:
    codes = {entry.get("source") for entry in organisation.provenance.values()}
    return {source.code: source for source in Source.objects.filter(code__in=codes - {None})}


def sizes_of(organisation: Organisation) -> list[tuple[Any, list[str]]]:
    """Each assessment with its reasoning line by line."""
    assessments = list(organisation.size_assessments.all())
    keys = {key for one in assessments for key in names_in(one)}
    rows = Organisation.objects.filter(pk__in=keys).values_list("pk", "legal_name")
    names = {str(key): name for key, name in rows}
    return [(one, size_reasoning(one, names)) for one in assessments]


def memberships_of(organisation: Organisation) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(organisation=organisation)
        .select_related("cluster", "college")
        .defer("cluster__search", "cluster__provenance", "cluster__description_fr", "cluster__description_en")
        .order_by(F("period").desc())
    )


def is_held(membership: Membership, today: date) -> bool:
    period = membership.period
    return (period.lower is None or period.lower <= today) and (period.upper is None or today < period.upper)


def participations_of(organisation: Organisation) -> QuerySet[Participation]:
    return (
        Participation.objects.filter(organisation=organisation)
        .select_related("project")
        .defer("project__search", "project__abstract_fr", "project__abstract_en", "project__provenance")
        .order_by(F("project__starts_on").desc(nulls_last=True), "project_id", "pk")
    )


def public_changes(organisation: Organisation) -> list[Change]:
    """When, which values and on whose word, by role: no name of a person stands on a public page."""
    events = list(changes_of(organisation)[:CHANGES])
    later = [organisation, *events]
    changes = []
    for event, after in zip(events, later, strict=False):
        changed = [name for name in EDITABLE if getattr(event, name) != getattr(after, name)]
        fields = [str(column_of(name).verbose_name) for name in changed]
        if fields:
            metadata = event.pgh_context.metadata if event.pgh_context else {}
            changes.append((event.pgh_created_at, fields, "person" if metadata.get("user") else "import"))
    return changes
