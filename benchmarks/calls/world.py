"""A database of its own, made anew for each run: one round about to close, consortia at work, nearly all complete."""

from datetime import timedelta
from uuid import uuid4

SLUG = "load"
QUESTIONS = 6


def fill(proposals: int) -> list[dict[str, object]]:
    """Make the round of the packaged call and its consortia; returns each lead's cookie and what it writes in."""
    from django.utils import timezone

    from grappe.apps.calls.domain.call_files import import_call
    from grappe.apps.calls.enums import CallState, RoundState
    from grappe.apps.calls.examples import example
    from grappe.apps.calls.models import CallRound, FormQuestion

    now = timezone.now()
    values = {"is_simulated": True, "state": CallState.PUBLISHED}
    call = import_call(data=example("fui.yaml"), values=values, by=None)
    call.rounds.all().delete()
    held = CallRound.objects.create(
        call=call,
        slug=SLUG,
        number=1,
        title_fr="Charge",
        title_en="Load",
        opens_at=now - timedelta(days=30),
        closes_at=now + timedelta(days=1),
        state=RoundState.ANNOUNCED,
        is_simulated=True,
    )
    questions = list(FormQuestion.objects.filter(section__call=call).select_related("section"))
    return [consortium(held, questions, number) for number in range(proposals)]


def consortium(held: object, questions: list, number: int) -> dict[str, object]:
    """A complete, signed draft of a firm, another firm and a laboratory, and its lead's author signed in."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone
    from tests.call_rows import make_editor, make_firm, make_partner, make_proposal

    from grappe.apps.calls.domain.answers import save_answer
    from grappe.apps.calls.domain.signatures import sign_part
    from grappe.apps.calls.models import LabelRequest, PartnerCost, Proposal
    from grappe.apps.directory.enums import OrganisationKind
    from grappe.apps.directory.models import Organisation

    lead = make_firm(f"Firme {number}", size_category="small")
    author = make_editor(lead, email=f"lead{number}@load.example")
    proposal = make_proposal(held, by=author, lead=lead, acronym=f"LOAD{number}", months=36)
    laboratory = make_firm(f"Laboratoire {number}")
    Organisation.objects.filter(pk=laboratory.pk).update(kind=OrganisationKind.LABORATORY)
    for organisation in (make_firm(f"Associé {number}", size_category="medium"), laboratory):
        make_partner(proposal, organisation)
    Proposal.objects.filter(pk=proposal.pk).update(title_fr="Titre", abstract_fr="Résumé")
    LabelRequest.objects.create(
        proposal=proposal, cluster=cluster(), state="labelled", is_first=True, decided_at=timezone.now()
    )
    parts = list(proposal.partners.select_related("organisation"))
    for part in parts:
        PartnerCost.objects.create(partner=part, category="personnel", nature="industrial", amount=100_000)
        type(part).objects.filter(pk=part.pk).update(people=2, person_months=24, aid_requested=20_000)
    for question in questions:
        for part in parts if question.section.is_for_each_partner else [None]:
            text = question.choices[0]["code"] if question.kind == "choice" else "3"
            by = part.authors.get().user if part else author
            save_answer(proposal=proposal, question=question, partner=part, text=text, base=0, key=uuid4(), by=by)
    for part in proposal.partners.all():
        sign_part(partner=part, seen=part.revision, by=part.authors.get().user)
    client = Client()
    client.force_login(author)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    long_texts = [one for one in questions if one.kind == "long_text" and not one.section.is_for_each_partner]
    return {
        "proposal": proposal.pk,
        "cookie": f"{cookie.key}={cookie.value}",
        "sections": sorted({one.section.code for one in long_texts}),
        "questions": [one.pk for one in long_texts[:QUESTIONS]],
    }


def cluster() -> object:
    """The cluster that labelled every proposal of the run."""
    from grappe.apps.directory.models import Cluster

    found, _made = Cluster.objects.get_or_create(slug="load", defaults={"name": "Pôle de charge"})
    return found


def close_at(moment: object) -> None:
    """Say at which instant the round closes: the run ends around it."""
    from grappe.apps.calls.models import CallRound

    CallRound.objects.filter(slug=SLUG).update(closes_at=moment)
