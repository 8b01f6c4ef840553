"""Every address of the site, the people who ask for it, and the records its path names: one small world."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.domain.tokens import create_token
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import User
from grappe.apps.directory.domain.certificates import issue_certificate
from grappe.apps.directory.domain.claims import claim_organisation
from grappe.apps.directory.domain.corrections import propose_correction
from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer
from grappe.apps.directory.domain.merges import merge_organisations
from grappe.apps.directory.domain.values import correct_values
from grappe.apps.directory.models import College, MergeProposal, Shareholding
from grappe.apps.directory.queries.history import changes_of
from grappe.apps.forum.domain.edition_partners import add_partner
from grappe.apps.forum.domain.editions import add_days
from grappe.apps.forum.domain.programme_frame import add_room
from grappe.apps.forum.domain.sessions import add_session, give_part
from grappe.apps.forum.domain.speaker_calls import open_speaker_call, propose_talk
from grappe.apps.forum.domain.speakers import add_speaker
from grappe.apps.forum.domain.versions import publish_programme
from grappe.apps.forum.enums import SessionPart
from grappe.apps.imports.enums import ImportKind
from grappe.apps.imports.models import ImportRun
from grappe.apps.observatory.models import ScoreboardVintage
from grappe.apps.observatory.queries.scoreboard import scoreboard
from grappe.apps.projects.models import Project, ProjectLabel
from tests.factories import (
    make_cluster,
    make_membership,
    make_organisation,
    make_participation,
    make_project,
    make_user,
)
from tests.forum_rows import make_edition, make_registration
from tests.regional_rows import make_networks, make_regional_table
from tests.web.call_addresses import call_records
from tests.web.forum_day_addresses import day_bodies, day_records
from tests.web.forum_registration_addresses import registration_records
from tests.web.funding_addresses import funding_records
from tests.web.meeting_addresses import meeting_records
from tests.web.partnership_addresses import partnership_records
from tests.web.review_addresses import review_records

ROLES = (
    "visitor",
    "person",
    "editor",
    "editor of another",
    "expert",
    "officer",
    "officer of another",
    "programme officer",
    "administrator",
)
IMPORTS = ("office:import", "office:import_columns", "office:confirm_import", "office:import_report")
REGIONAL_ROUTES = ("read_table", "list_regions", "list_industries", "list_cells")
TODAY = date(2026, 1, 1)


@dataclass
class World:
    """One cluster with one member, everybody who may ask, and what each parameter of an address stands for."""

    people: dict[str, User]
    clients: dict[str, Client]
    tokens: dict[str, str]
    arguments: dict[str, dict[str, Any]]
    bodies: dict[str, dict[str, Any]]


def make_world() -> World:
    cluster, other_cluster = make_cluster(slug="ours"), make_cluster()
    member, other = make_organisation("Ours"), make_organisation("Theirs")
    membership = make_membership(member, cluster)
    make_membership(other, other_cluster)
    people = {role: make_user() for role in ROLES if role != "visitor"}
    appoint_editor(user=people["editor"], organisation=member, by=None)
    appoint_editor(user=people["editor of another"], organisation=other, by=None)
    appoint_officer(user=people["officer"], cluster=cluster, by=None)
    appoint_officer(user=people["officer of another"], cluster=other_cluster, by=None)
    for name, role in (
        ("expert", Role.EXPERT),
        ("programme officer", Role.PROGRAMME_OFFICER),
        ("administrator", Role.ADMINISTRATOR),
    ):
        grant_role(user=people[name], role=role, by=None)
    tokens = {
        role: create_token(name="walk", scopes=["read", "write"], valid_for=timedelta(days=1), by=user)[1]
        for role, user in people.items()
    }
    clients = {role: Client() for role in ROLES}
    for role, user in people.items():
        clients[role].force_login(user)
    bodies = {
        "api-v1:create_membership": {"organisation": make_organisation().pk, "since": "2020-01-01"},
        "api-v1:end_membership": {"until": "2030-01-01"},
        "api-v1:correct_organisation": {"values": {"city": "Antibes"}},
        "api-v1:create_corrections": {"values": {"city": "Antibes"}},
    } | day_bodies()
    named = records(people["person"], cluster, member, membership) | registration_records(people["person"], cluster)
    named |= day_records(make_edition(slug="the-day"), people["administrator"])
    named |= meeting_records(people["person"])
    named |= review_records(people["person"], people["expert"])
    named |= funding_records(people["person"])
    named |= call_records(people["person"], cluster, member)
    named |= partnership_records(people["person"], cluster, member)
    vintage = {"year": published_scoreboard(), "kind": "csv"}
    named |= {"public:scoreboard-file": vintage, "public:scoreboard-vintage": vintage}
    named |= {"public:scoreboard-vintage-file": vintage} | regional_records()
    return World(people, clients, tokens, named, bodies)


def records(person: User, cluster: Any, member: Any, membership: Any) -> dict[str, dict[str, Any]]:
    """Arguments by the name of the address, or by the common start of several names."""
    editor_mandate = member.editor_mandates.get()
    correct_values(organisation=member, values={"city": "Nice"}, reason="", by=person)
    member.accounts.create(year=2020, headcount=3)
    share = Shareholding.objects.create(owner=make_organisation(), owned=member, capital_share=10, voting_share=10)
    merge = MergeProposal.objects.create(kept=make_organisation(), merged=make_organisation(), score=0.9)
    merge_organisations(proposal=merge, by=person)
    college = College.objects.create(cluster=cluster, code="firms", name_fr="Entreprises", name_en="Firms")
    project = labelled_project(cluster, member)
    correction = propose_correction(organisation=member, field="street", value="1 rue Haute", reason="", by=person)
    claim = claim_organisation(organisation=member, message="", by=person)
    certificate = issue_certificate(membership=membership, language="fr", by=person)
    run = ImportRun.objects.create(
        kind=ImportKind.MEMBERS,
        cluster=cluster,
        file_name="members.csv",
        observed_on=TODAY,
        report=ContentFile(b"", name="report.jsonl"),
    )
    token = create_token(name="own", scopes=["read"], valid_for=timedelta(days=1), by=person)[0]
    return {
        "member:": {"pk": member.pk},
        "member:revoke_token": {"pk": token.pk},
        "member:withdraw_claim": {"pk": claim.pk},
        "member:invitation": {"code": "unknown"},
        "member:certificate": {"code": certificate.code},
        "member:certify": {"pk": membership.pk},
        "member:correct": {"field": "city"},
        "member:decide_correction": {"correction": correction.pk},
        "member:dismiss_editor": {"mandate": editor_mandate.pk},
        "member:remove_accounts": {"year": 2020},
        "member:remove_shareholding": {"shareholding": share.pk},
        "member:undo": {"event": changes_of(member).first().pgh_id},
        "office:": {"slug": cluster.slug, "pk": person.pk, "kind": "csv"},
        "office:queue": {"kind": "claims"},
        "office:record_life": {"what": "name"},
        "office:remove_college": {"pk": college.pk},
        "office:project": {"pk": project.pk},
        "office:membership": {"pk": membership.pk},
        "office:close_membership": {"pk": membership.pk},
        "office:undo_merge": {"pk": merge.pk},
        **{name: {"pk": run.pk} for name in IMPORTS},
        "public:": {"slug": cluster.slug, "pk": member.pk, "kind": "csv", "code": "none"},
        "public:project": {"pk": project.pk},
        **forum_records(person),
        "api-v1:": {"slug": cluster.slug, "key": member.pk},
        "api-v1:end_membership": {"key": membership.pk},
        "api-v1:read_project": {"key": project.pk},
        "mfa_": {"pk": 1},
    }


def regional_records() -> dict[str, dict[str, Any]]:
    table = make_regional_table()
    make_networks()
    return {
        "public:region": {"territory": table.territory, "code": "84"},
        "public:regional-table": {"code": table.code},
        "public:regional-table-file": {"code": table.code},
        "public:industries-of-table": {"code": table.code},
        "public:industry": {"code": table.code, "industry": "62"},
        "public:method": {"slug": "stars"},
        "office:compute_network": {"kind": "organisations"},
        "api-v1:read_vintage": {"year": 2025},
        **{f"api-v1:{name}": {"code": table.code} for name in REGIONAL_ROUTES},
        "api-v1:read_industry": {"code": table.code, "industry": "62"},
        **{f"api-v1:{name}": {"kind": "organisations"} for name in ("read_network", "list_places")},
    }


def published_scoreboard() -> int:
    tables = scoreboard(today=TODAY, with_simulated=False)
    return ScoreboardVintage.objects.create(year=2025, counted_on=TODAY, tables=tables).year


def labelled_project(cluster: Any, member: Any) -> Project:
    project = make_project()
    make_participation(project, member)
    ProjectLabel.objects.create(project=project, cluster=cluster)
    return project


def forum_records(person: User) -> dict[str, dict[str, Any]]:
    """An edition with a published programme, a call for speakers and what the person proposes to it."""
    edition = make_edition(days=("2027-11-18", "2027-11-20"))
    add_days(edition)
    room, free = (add_room(edition=edition, values={"name": name}, by=None) for name in ("Amphi", "Lab"))
    speaker = add_speaker(edition=edition, values={"full_name": "Ada L.", "email": "ada@x.example"}, by=None)
    make_registration(edition, user=person)
    begins = datetime(2027, 11, 18, 9, tzinfo=UTC)
    values = {"title_fr": "Accueil", "begins": begins, "ends": begins + timedelta(hours=1), "state": "confirmed"}
    session = add_session(edition=edition, values=values | {"room": room}, by=None)
    part = give_part(session=session, speaker=speaker, part=SessionPart.SPEAKER, by=None)
    publish_programme(edition=edition, by=None)
    now = timezone.now()
    dates = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=9)}
    call = open_speaker_call(edition=edition, values={"title_fr": "Appel", "title_en": "Call"} | dates, by=None)
    talk = propose_talk(call=call, values={"title": "Sujet", "abstract": "Pourquoi", "email": "a@x.example"}, by=person)
    shown = {"slug": edition.slug, "guid": session.guid, "form": "json", "call": call.pk}
    logo = SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n")
    partner = add_partner(edition=edition, values={"name": "Sud", "kind": "sponsor", "logo": logo}, by=None)
    return {
        "public:forum_": shown,
        "public:partner_logo": {"slug": edition.slug, "pk": partner.pk},
        "office:forum_partner": {"slug": edition.slug, "pk": partner.pk},
        "office:forum_change_frame": {"pk": room.pk},
        **{f"api-v1:read_{what}": {"slug": edition.slug} for what in ("edition", "programme")},
        "member:propose_talk": {"call": call.pk},
        "member:change_talk": {"pk": talk.pk},
        "member:withdraw_talk": {"pk": talk.pk},
        "office:forum_": {"slug": edition.slug, "pk": session.pk, "what": "rooms", "part": part.pk} | {"number": 1},
        "office:forum_draft": {"form": "json"},
        "office:forum_remove_frame": {"pk": free.pk},
        "office:forum_remove_partner": {"pk": partner.pk},
        "office:forum_day": {"pk": edition.programme_days.first().pk},
        "office:forum_call": {"pk": call.pk},
        "office:forum_decide_proposal": {"pk": talk.pk},
        **{f"office:forum_{what}": {"pk": speaker.pk} for what in ("speaker", "remove_speaker", "register_speaker")},
    }


def addresses(
    resolver: Any = None, spaces: tuple[str, ...] = (), parameters: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str]]]:
    """Every address: its full name and the parameters of its path."""
    for one in (resolver or get_resolver()).url_patterns:
        known = parameters | set(one.pattern.converters) | set(one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            yield from addresses(one, (*spaces, one.namespace) if one.namespace else spaces, known)
        else:
            yield ":".join((*spaces, one.name or str(one.pattern))), known


def path_of(world: World, name: str, parameters: frozenset[str]) -> str:
    """The address of this name in the world."""
    known: dict[str, Any] = {}
    for start, values in sorted(world.arguments.items(), key=lambda item: len(item[0])):
        known |= values if name == start or (start.endswith((":", "_")) and name.startswith(start)) else {}
    return reverse(name, kwargs={key: known[key] for key in parameters})


def ask(world: World, role: str, method: str, name: str, path: str) -> str:
    """What this role is answered, in one word."""
    client = Client()
    client.cookies = SimpleCookie(world.clients[role].cookies.output(header=""))
    if not name.startswith("api-"):
        return word_for(getattr(client, method.lower())(path))
    headers = {} if role == "visitor" else {"Authorization": f"Bearer {world.tokens[role]}"}
    body = {} if method == "GET" else {"data": world.bodies.get(name, {}), "content_type": "application/json"}
    return word_for(getattr(Client(), method.lower())(path, headers=headers, **body))


def word_for(answer: HttpResponse) -> str:
    if answer.streaming:
        # Read to its end: the test client then closes the file, and leaves the connection to the database alone.
        list(answer.streaming_content)
    target = answer.headers.get("Location", "")
    if answer.status_code in {301, 302}:
        if "/account/login/" in target and "?next=" in target:
            return "sign in"
        return "again" if "reauthenticate" in target else "yes"
    words = {401: "sign in", 403: "no", 404: "hidden", 405: "no method"}
    # A form that lacks its fields was let in, then told so.
    return words.get(answer.status_code, "yes" if answer.status_code in {200, 201, 400, 422, 429} else "broken")
