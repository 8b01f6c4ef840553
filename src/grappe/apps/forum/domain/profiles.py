"""Who takes part in the meetings, drawn from the register and amended for the event."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Organisation, Theme
from grappe.apps.forum.enums import MeetingMode, RegistrationState
from grappe.apps.forum.errors import MeetingRefusedError
from grappe.apps.forum.models import Delegate, MeetingProfile, Registration, Slot, Unavailability

FOREIGN = "foreign"


def open_profile(*, registration: Registration, by: User | None) -> MeetingProfile:
    """Let a registered person take part in the meetings: in the profile of her organisation, or in a new one."""
    if registration.state != RegistrationState.CONFIRMED or not registration.category.takes_meetings:
        raise MeetingRefusedError(_("Meetings are for confirmed participants of a category that takes part in them."))
    standing = Delegate.objects.filter(registration=registration).select_related("profile").first()
    if standing is not None:
        return standing.profile
    with recorded(by=by, verb="open_meeting_profile"):
        profile = profile_of_organisation(registration) or new_profile(registration)
        Delegate.objects.get_or_create(registration=registration, defaults={"profile": profile})
        record_action(by=by, verb="open_meeting_profile", target=profile, registration=registration.pk)
    if by is not None:
        by.__dict__.pop("_profiles_held", None)
    return profile


def profile_of_organisation(registration: Registration) -> MeetingProfile | None:
    if registration.organisation_id is None:
        return None
    return MeetingProfile.objects.filter(
        edition=registration.edition_id, organisation=registration.organisation_id
    ).first()


def new_profile(registration: Registration) -> MeetingProfile:
    organisation, cluster = registration.organisation, registration.cluster
    values = drawn_from_organisation(organisation) if organisation else drawn_from_cluster(cluster) if cluster else {}
    try:
        with transaction.atomic():
            profile = MeetingProfile.objects.create(
                edition=registration.edition,
                organisation=organisation,
                cluster=cluster,
                country=registration.country,
                languages=[registration.language],
                groups=[FOREIGN] if registration.country != "FR" else [],
                **({"name": registration.organisation_name or registration.full_name} | values),
            )
    except IntegrityError:
        # A colleague opened it at the same moment.
        return MeetingProfile.objects.get(edition=registration.edition, organisation=organisation)
    profile.themes.set(themes_of(organisation, cluster))
    return profile


def drawn_from_organisation(organisation: Organisation) -> dict[str, Any]:
    """What the register holds of an organisation's offers and needs."""
    return {
        "name": organisation.legal_name,
        "offers_fr": organisation.offers_fr or organisation.capabilities_fr,
        "offers_en": organisation.offers_en or organisation.capabilities_en,
        "seeks_fr": organisation.needs_fr,
        "seeks_en": organisation.needs_en,
    }


def drawn_from_cluster(cluster: Cluster) -> dict[str, Any]:
    return {"name": cluster.name, "offers_fr": cluster.description_fr, "offers_en": cluster.description_en}


def themes_of(organisation: Organisation | None, cluster: Cluster | None) -> Iterable[Theme]:
    """The themes of the clusters that an organisation is a member of, or of the cluster itself."""
    if organisation is not None:
        return Theme.objects.filter(clusters__memberships__organisation=organisation).distinct()
    return cluster.themes.all() if cluster is not None else ()


CHANGEABLE = (
    "name",
    "country",
    "offers_fr",
    "offers_en",
    "seeks_fr",
    "seeks_en",
    "languages",
    "is_listed",
    "mode",
    "time_zone",
    "works_from",
    "works_until",
    "side",
    "groups",
    "minimum",
    "maximum",
)


def change_profile(
    *, profile: MeetingProfile, values: dict[str, Any], themes: Iterable[Theme] | None = None, by: User
) -> MeetingProfile:
    """Amend what a profile says; remote participants say their working hours and time zone."""
    changed = [name for name in CHANGEABLE if name in values and getattr(profile, name) != values[name]]
    with recorded(by=by, verb="change_meeting_profile"):
        for name in changed:
            setattr(profile, name, values[name])
        if profile.mode != MeetingMode.ON_SITE and not profile.time_zone:
            profile.time_zone = profile.edition.time_zone
        profile.save(update_fields=[*changed, "time_zone", "updated_at"])
        if themes is not None:
            profile.themes.set(themes)
        record_action(by=by, verb="change_meeting_profile", target=profile, fields=changed)
    return profile


def declare_unavailable(*, profile: MeetingProfile, slots: Iterable[Slot], by: User) -> None:
    """Say in which slots a profile cannot meet; every other slot is free. What the day added stays."""
    wanted = {slot.pk for slot in slots if slot.edition_id == profile.edition_id}
    with recorded(by=by, verb="declare_unavailable"):
        profile.unavailabilities.filter(is_declared=True).exclude(slot__in=wanted).delete()
        Unavailability.objects.bulk_create(
            (Unavailability(profile=profile, slot_id=slot) for slot in sorted(wanted)), ignore_conflicts=True
        )
        record_action(by=by, verb="declare_unavailable", target=profile, slots=len(wanted))


def remove_delegate(*, delegate: Delegate, by: User | None) -> None:
    """A person meets no more in the name of a profile; what she was to attend is for the organiser to move."""
    with recorded(by=by, verb="remove_delegate"):
        if delegate.registration.seats.filter(is_binding=True).exists():
            raise MeetingRefusedError(_("This person has meetings in the published plan: move or cancel them first."))
        record_action(by=by, verb="remove_delegate", target=delegate.profile, registration=delegate.registration_id)
        delegate.delete()
