"""A group and the coming Forums: who of it will be there, and asking all of them to meet."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.group_requests import GroupAsked, request_group
from grappe.apps.forum.domain.requests import are_requests_open
from grappe.apps.forum.enums import OPEN_MEETING_REQUESTS, EditionState, RegistrationState
from grappe.apps.forum.models import Delegate, Edition, MeetingProfile, MeetingRequest
from grappe.apps.partnerships.models import Gathering
from grappe.web.access import keys_in, person
from grappe.web.member.forms.gatherings import MeetForm


@dataclass(frozen=True)
class ForumOfGroup:
    """A coming edition, who of the group takes part, whom the lead asked already, and the lead's own profile there."""

    edition: Edition
    profiles: tuple[MeetingProfile, ...]
    asked: frozenset[int]
    own: MeetingProfile | None
    is_open: bool
    about: str = ""

    @property
    def form(self) -> MeetForm:
        return MeetForm(auto_id=f"meet-{self.edition.pk}-%s", initial={"message": self.about[:2000]})

    @property
    def may_ask(self) -> bool:
        return self.is_open and self.own is not None and any(one.pk not in self.asked for one in self.profiles)


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
    standing = MeetingRequest.objects.filter(
        sender__in=[one.pk for one in own.values()], state__in=OPEN_MEETING_REQUESTS
    )
    asked = frozenset(standing.values_list("recipient", flat=True))
    return [
        ForumOfGroup(edition, tuple(profiles), asked, own.get(edition.pk), are_requests_open(edition), gathering.about)
        for edition, profiles in by_edition.items()
    ]


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
    """Ask everybody of the group who takes part and was not asked yet."""
    user = person(request)
    keys = keys_in([request.POST.get("edition")])
    held = next((one for one in forums_of(gathering, user) if one.edition.pk in keys), None)
    if held is None or held.own is None:
        raise Http404
    form = MeetForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a few words why you wish to meet."))
        return redirect("member:gathering", gathering.pk)
    open_ones = [one for one in held.profiles if one.pk not in held.asked]
    outcome = request_group(sender=held.own, recipients=open_ones, message=form.cleaned_data["message"], by=user)
    tell(request, outcome)
    if outcome.made:
        return redirect("member:meetings_requests", held.edition.slug)
    return redirect("member:gathering", gathering.pk)


def tell(request: HttpRequest, outcome: GroupAsked) -> None:
    if outcome.made:
        done = ngettext("%(n)d meeting is asked for.", "%(n)d meetings are asked for.", len(outcome.made))
        messages.success(request, done % {"n": len(outcome.made)})
    for profile, reason in outcome.refused:
        messages.error(request, _("%(name)s: %(reason)s") % {"name": profile, "reason": reason})
