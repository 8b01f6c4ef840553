"""The life of a partnership profile: written, reviewed, published, expired, renewed, withdrawn."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.domain.edits import refuse_if_changed
from grappe.apps.directory.models import Cluster, Organisation, Theme
from grappe.apps.partnerships.domain.profile_letters import tell_writer
from grappe.apps.partnerships.enums import PartnershipKind, ProfileState, QualityCheck
from grappe.apps.partnerships.errors import ProfileRefusedError
from grappe.apps.partnerships.models import PartnershipProfile
from grappe.apps.partnerships.models.profile import LONGEST_SUMMARY, LONGEST_TEXT, LONGEST_TITLE
from grappe.apps.partnerships.queries.profiles import checked
from grappe.apps.partnerships.sketches import sketch_of

WRITTEN = (
    *(f"{name}_{language}" for name in ("title", "summary", "text") for language in ("fr", "en")),
    "kind",
    "stage",
    "partner_kinds",
    "partner_role",
    "partner_countries",
    "languages",
    "may_be_found",
)
LONGEST = {"title": LONGEST_TITLE, "summary": LONGEST_SUMMARY, "text": LONGEST_TEXT}
VALID_DAYS = 365
# What only an officer can judge does not keep a profile from being sent to one.
FOR_THE_REVIEWER = (QualityCheck.ORIGINAL,)


def draft_profile(
    *,
    body: Organisation | Cluster,
    kind: PartnershipKind,
    values: dict[str, Any] | None = None,
    themes: Iterable[Theme] = (),
    is_simulated: bool = False,
    by: User,
) -> PartnershipProfile:
    """Begin a profile in the name of an organisation or a cluster; nobody else sees it yet."""
    owner = {"cluster" if isinstance(body, Cluster) else "organisation": body}
    with recorded(by=by, verb="draft_profile"):
        profile = PartnershipProfile(kind=kind, written_by=by, is_simulated=is_simulated, **owner)
        write(profile, values or {})
        profile.save()
        profile.themes.set(themes)
        record_action(by=by, verb="draft_profile", target=profile, kind=kind)
    return profile


def change_profile(
    *,
    profile: PartnershipProfile,
    values: dict[str, Any],
    themes: Iterable[Theme] | None = None,
    seen: Any,
    by: User,
) -> PartnershipProfile:
    """Change what a profile says; a published one goes back to review, since its reader trusts the review."""
    with recorded(by=by, verb="change_profile"):
        held = locked(profile)
        refuse_if_changed(held, seen=seen, values=values)
        if held.state == ProfileState.WITHDRAWN:
            raise ProfileRefusedError(_("This profile is withdrawn: write a new one."))
        changed = write(held, values)
        if themes is not None and set(held.themes.all()) != (wanted := set(themes)):
            held.themes.set(wanted)
            changed.append("themes")
        if changed and held.state in {ProfileState.PUBLISHED, ProfileState.IN_REVIEW, ProfileState.EXPIRED}:
            held.state = ProfileState.DRAFT
        if changed:
            held.save()
            record_action(by=by, verb="change_profile", target=held, fields=changed)
    return held


def write(profile: PartnershipProfile, values: dict[str, Any]) -> list[str]:
    """Set values, held to their length; returns the fields that changed."""
    changed = []
    for name, value in values.items():
        if name not in WRITTEN:
            raise ProfileRefusedError(_("This value is not one that its writer sets."))
        longest = LONGEST.get(name.rpartition("_")[0])
        clean = value.replace("\x00", "").strip() if isinstance(value, str) else value
        if longest and len(clean) > longest:
            raise ProfileRefusedError(
                _("This text is too long: at most %(count)d characters are kept.") % {"count": longest}
            )
        if getattr(profile, name) != clean:
            setattr(profile, name, clean)
            changed.append(name)
    for language in ("fr", "en"):
        text = " ".join(getattr(profile, f"{name}_{language}") for name in ("title", "summary", "text"))
        setattr(profile, f"sketch_{language}", sketch_of(text))
    return changed


def submit_profile(*, profile: PartnershipProfile, by: User) -> PartnershipProfile:
    """Send a profile to review, once the check-list is met; what resembles another is left to the reviewer."""
    with recorded(by=by, verb="submit_profile"):
        held = locked(profile)
        if held.state != ProfileState.DRAFT:
            raise ProfileRefusedError(_("Only a draft is sent to review."))
        lacking = tuple(
            str(one.check.label) for one in checked(held) if not one.is_met and one.check not in FOR_THE_REVIEWER
        )
        if lacking:
            raise ProfileRefusedError(_("The check-list is not complete: see what is lacking."), lacking)
        held.state, held.submitted_at, held.submitted_by, held.remark = ProfileState.IN_REVIEW, timezone.now(), by, ""
        held.save()
        record_action(by=by, verb="submit_profile", target=held)
    return held


def publish_profile(*, profile: PartnershipProfile, by: User) -> PartnershipProfile:
    """Accept a profile: everybody reads it for a year."""
    today = timezone.localdate()
    with recorded(by=by, verb="publish_profile"):
        held = in_review(profile)
        held.state, held.reviewed_by, held.remark = ProfileState.PUBLISHED, by, ""
        held.published_on, held.expires_on, held.reminded_on = today, today + timedelta(days=VALID_DAYS), None
        held.save()
        record_action(by=by, verb="publish_profile", target=held)
        tell_writer(held, "published")
    return held


def return_profile(*, profile: PartnershipProfile, remark: str, by: User) -> PartnershipProfile:
    """Give a profile back to its writer with what is to be changed."""
    if not remark.strip():
        raise ProfileRefusedError(_("Say what is to be changed: the writer reads it."))
    with recorded(by=by, verb="return_profile", reason=remark):
        held = in_review(profile)
        held.state, held.reviewed_by, held.remark = ProfileState.DRAFT, by, remark
        held.save()
        record_action(by=by, verb="return_profile", target=held, reason=remark)
        tell_writer(held, "returned")
    return held


def renew_profile(*, profile: PartnershipProfile, by: User) -> PartnershipProfile:
    """Say that an unchanged profile still holds: a year from today, without another review."""
    today = timezone.localdate()
    with recorded(by=by, verb="renew_profile"):
        held = locked(profile)
        if held.state not in {ProfileState.PUBLISHED, ProfileState.EXPIRED}:
            raise ProfileRefusedError(_("Only a profile that was published is renewed."))
        held.state, held.expires_on, held.reminded_on = (
            ProfileState.PUBLISHED,
            today + timedelta(days=VALID_DAYS),
            None,
        )
        held.save()
        record_action(by=by, verb="renew_profile", target=held)
    return held


def withdraw_profile(*, profile: PartnershipProfile, by: User) -> PartnershipProfile:
    """Take a profile back for good; those who answered it keep what they wrote."""
    with recorded(by=by, verb="withdraw_profile"):
        held = locked(profile)
        held.state = ProfileState.WITHDRAWN
        held.save()
        record_action(by=by, verb="withdraw_profile", target=held)
    return held


def expire_profiles(*, today: date) -> int:
    """Close the profiles whose day has come, and tell their writers how to renew."""
    due = PartnershipProfile.objects.filter(state=ProfileState.PUBLISHED, expires_on__lte=today)
    count = 0
    for one in due.order_by("pk"):
        with recorded(by=None, verb="expire_profile"):
            held = locked(one)
            if held.state != ProfileState.PUBLISHED:
                continue
            held.state = ProfileState.EXPIRED
            held.save()
            record_action(by=None, verb="expire_profile", target=held)
            tell_writer(held, "expired")
            count += 1
    return count


def locked(profile: PartnershipProfile) -> PartnershipProfile:
    return PartnershipProfile.objects.select_for_update().get(pk=profile.pk)


def in_review(profile: PartnershipProfile) -> PartnershipProfile:
    held = locked(profile)
    if held.state != ProfileState.IN_REVIEW:
        raise ProfileRefusedError(_("This profile waits for no review any more: reload the page."))
    return held
