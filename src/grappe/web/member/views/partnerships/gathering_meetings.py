"""A group and the coming Forums: who of it will be there, how each stands, and asking those still to be asked."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.group_requests import GroupAsked, request_group
from grappe.apps.forum.domain.requests import are_requests_open
from grappe.apps.forum.enums import OPEN_MEETING_REQUESTS, EditionState, MeetingRequestState, RegistrationState
from grappe.apps.forum.models import Delegate, Edition, MeetingProfile, MeetingRequest
from grappe.apps.partnerships.models import Gathering
from grappe.web.access import keys_in, person
from grappe.web.member.forms.gatherings import MeetForm
from grappe.web.ui.templatetags.naming import name_held


class Standing(StrEnum):
    """How somebody of the group and its lead stand at one edition."""

    NOBODY_ASKED = ""
    ASKED = "asked"
    ASKS = "asks"
    AGREED = "agreed"
    REFUSED = "refused"


# Whoever asks the lead is answered by being asked in turn; whoever has refused is left in peace.
TO_ASK = (Standing.NOBODY_ASKED, Standing.ASKS)


@dataclass(frozen=True)
class ForumOfGroup:
    """A coming edition, who of the group takes part and how they stand, who does not, and the lead's own profile."""

    edition: Edition
    profiles: tuple[tuple[MeetingProfile, Standing], ...]
    absent: tuple[str, ...]
    own: MeetingProfile | None
    is_open: bool
    about: str = ""

    @property
    def form(self) -> MeetForm:
        return MeetForm(auto_id=f"meet-{self.edition.pk}-%s", initial={"message": self.about[:2000]})

    @property
    def to_ask(self) -> list[MeetingProfile]:
        return [one for one, standing in self.profiles if standing in TO_ASK]

    @property
    def may_ask(self) -> bool:
        return self.is_open and self.own is not None and bool(self.to_ask)


def forums_of(gathering: Gathering, user: User) -> list[ForumOfGroup]:
    """The editions to come at which somebody of the group may be met."""
    to_come = Q(edition__days=None) | Q(edition__days__endswith__gt=timezone.localdate())
    there = MeetingProfile.objects.filter(
        to_come,
        organisation__in=gathering.gathered.values("organisation"),
        is_listed=True,
        edition__state=EditionState.ANNOUNCED,
    )
    by_edition: dict[Edition, list[MeetingProfile]] = {}
    for one in there.select_related("edition", "organisation").defer("search").order_by("edition", "name_key", "pk"):
        by_edition.setdefault(one.edition, []).append(one)
    own = own_profiles(gathering, user, by_edition)
    standings = standings_of([one.pk for one in own.values()])
    return [
        ForumOfGroup(
            edition,
            tuple((one, standings.get(one.pk, Standing.NOBODY_ASKED)) for one in profiles),
            absent_from(gathering, profiles),
            own.get(edition.pk),
            are_requests_open(edition),
            gathering.about,
        )
        for edition, profiles in by_edition.items()
    ]


def standings_of(own: list[int]) -> dict[int, Standing]:
    """How others stand with these profiles: what is open between two tells more than a refusal of old."""
    refused = Q(sender__in=own, state=MeetingRequestState.REFUSED)
    either = Q(sender__in=own) | Q(recipient__in=own)
    rows = MeetingRequest.objects.filter(refused | (either & Q(state__in=OPEN_MEETING_REQUESTS)))
    found: dict[int, Standing] = {}
    for row in rows.order_by("pk"):
        is_ours = row.sender_id in own
        other = row.recipient_id if is_ours else row.sender_id
        if row.state == MeetingRequestState.REFUSED:
            found.setdefault(other, Standing.REFUSED)
        elif row.state == MeetingRequestState.ACCEPTED:
            found[other] = Standing.AGREED
        else:
            found[other] = Standing.ASKED if is_ours else Standing.ASKS
    return found


def absent_from(gathering: Gathering, profiles: list[MeetingProfile]) -> tuple[str, ...]:
    """Whom of the group the catalogue of an edition does not hold."""
    rows = gathering.gathered.exclude(organisation__in=[one.organisation_id for one in profiles])
    names = rows.order_by("organisation__name_key", "pk").values_list("organisation__legal_name", flat=True)
    return tuple(name_held(one) for one in names)


def own_profiles(
    gathering: Gathering, user: User, editions: dict[Edition, list[MeetingProfile]]
) -> dict[int, MeetingProfile]:
    """The lead's profile at each edition, where this person meets in its name."""
    rows = Delegate.objects.filter(
        registration__user=user,
        registration__state=RegistrationState.CONFIRMED,
        profile__organisation=gathering.lead_id,
        profile__edition__in=editions,
    )
    rows = rows.select_related("profile__edition", "profile__organisation").defer("profile__search")
    return {one.profile.edition_id: one.profile for one in rows.order_by("-pk")}


def meet(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Ask everybody of the group who takes part and is still to be asked."""
    user = person(request)
    keys = keys_in([request.POST.get("edition")])
    held = next((one for one in forums_of(gathering, user) if one.edition.pk in keys), None)
    form = MeetForm(request.POST)
    if held is None or held.own is None or not held.may_ask or not form.is_valid():
        messages.error(request, why_not(held))
        return redirect("member:gathering", gathering.pk)
    outcome = request_group(sender=held.own, recipients=held.to_ask, message=form.cleaned_data["message"], by=user)
    tell(request, outcome)
    if outcome.made:
        return redirect("member:meetings_requests", held.edition.slug)
    return redirect("member:gathering", gathering.pk)


def why_not(held: ForumOfGroup | None) -> str:
    """Why nobody is asked, and what to do; where nothing else hinders, the words are missing."""
    if held is None:
        return _("Nobody of the group takes part in the meetings of that Forum any more.")
    if held.own is None:
        return _("To ask them, take part in the meetings yourself.")
    if not held.is_open:
        return _("Meeting requests are not open: see the edition's page for their dates.")
    if not held.to_ask:
        return _("Nobody of the group is left to ask: see your requests.")
    return _("Say in a few words why you wish to meet.")


def tell(request: HttpRequest, outcome: GroupAsked) -> None:
    """How many are asked, and how many had asked the lead already, so that both agree."""
    agreed = sum(one.state == MeetingRequestState.ACCEPTED for one in outcome.made)
    if asked := len(outcome.made) - agreed:
        done = ngettext("%(n)d meeting is asked for.", "%(n)d meetings are asked for.", asked)
        messages.success(request, done % {"n": asked})
    if agreed:
        done = ngettext(
            "%(n)d meeting is agreed at once: the other side had asked you.",
            "%(n)d meetings are agreed at once: the other sides had asked you.",
            agreed,
        )
        messages.success(request, done % {"n": agreed})
    for profile, reason in outcome.refused:
        messages.error(request, _("%(name)s: %(reason)s") % {"name": profile, "reason": reason})
