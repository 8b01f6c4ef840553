"""A call that comes in as a file: kept whole or not at all."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.errors import CallRefusedError
from grappe.apps.calls.exchange.reading import read_call
from grappe.apps.calls.exchange.schema import CallFile, RoundRow, SectionRow, Words
from grappe.apps.calls.models import (
    AidRate,
    Call,
    CallRound,
    Criterion,
    EligibilityRule,
    FormQuestion,
    FormSection,
    Proposal,
    RequiredDocument,
    RoundBudget,
    RoundMilestone,
    Scheme,
)

MEGABYTE = 1_000_000


def import_call(*, data: bytes, values: dict[str, Any] | None = None, by: User | None) -> Call:
    """Keep the call of a file, new or in place of the one with its short address, as long as nobody answers it.

    `UnreadableCallFileError` tells the faults of the file line by line; nothing is kept then.
    """
    found = read_call(data)
    with recorded(by=by, verb="import_call"):
        held = Call.objects.select_for_update(of=("self",)).filter(slug=found.slug).first()
        if held is not None and Proposal.objects.filter(round__call=held).exists():
            raise CallRefusedError(
                _("Proposals answer this call already: change its dates by hand, or give the file another address.")
            )
        call = keep_head(found, values or {})
        rounds = keep_rounds(call, found.rounds, values or {})
        keep_rules(call, found, rounds)
        keep_form(call, found)
        record_action(by=by, verb="import_call", target=call, rounds=sorted(rounds))
    return call


def both(name: str, words: Words) -> dict[str, str]:
    return {f"{name}_fr": words.fr, f"{name}_en": words.en}


def keep_head(found: CallFile, values: dict[str, Any]) -> Call:
    scheme, _made = Scheme.objects.update_or_create(
        code=found.scheme.code, defaults=both("name", found.scheme.name) | both("text", found.scheme.text)
    )
    head = {
        "scheme": scheme,
        "languages": found.languages,
        "contact_email": found.contact,
        "website": found.website,
        **both("title", found.title),
        **both("text", found.text),
        **values,
    }
    call, _made = Call.objects.update_or_create(slug=found.slug, defaults=head)
    return call


def keep_rounds(call: Call, rows: list[RoundRow], values: dict[str, Any]) -> dict[str, CallRound]:
    call.rounds.exclude(slug__in=[row.slug for row in rows]).delete()
    kept = {}
    for row in rows:
        if CallRound.objects.filter(slug=row.slug).exclude(call=call).exists():
            raise CallRefusedError(_("Another call has a round with the short address %(slug)s.") % {"slug": row.slug})
        zone = ZoneInfo(row.time_zone)
        held, _made = CallRound.objects.update_or_create(
            call=call,
            slug=row.slug,
            defaults={
                "number": row.number,
                "opens_at": at(row.opens_at, zone),
                "closes_at": at(row.closes_at, zone),
                "labels_due_at": at(row.labels_due_at, zone) if row.labels_due_at else None,
                "time_zone": row.time_zone,
                "is_simulated": values.get("is_simulated", False),
                **both("title", row.title),
            },
        )
        held.milestones.all().delete()
        held.budgets.all().delete()
        RoundMilestone.objects.bulk_create(
            RoundMilestone(round=held, on=one.day, **both("name", one.name)) for one in row.milestones
        )
        RoundBudget.objects.bulk_create(
            RoundBudget(round=held, funder_name=one.funder, amount=one.amount) for one in row.budgets
        )
        kept[row.slug] = held
    return kept


def at(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone)


def keep_rules(call: Call, found: CallFile, rounds: dict[str, CallRound]) -> None:
    for model in (EligibilityRule, AidRate, Criterion):
        model._default_manager.filter(call=call).delete()
    EligibilityRule.objects.bulk_create(
        EligibilityRule(
            call=call,
            round=rounds.get(row.round or ""),
            code=row.code,
            parameters=row.parameters,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            is_blocking=row.blocking,
            source=row.source,
            status=row.status,
            rank=rank,
            **both("text", row.text),
        )
        for rank, row in enumerate(found.rules)
    )
    AidRate.objects.bulk_create(
        AidRate(
            call=call,
            round=rounds.get(row.round or ""),
            beneficiary=row.beneficiary,
            rate=row.rate,
            in_territory=row.in_territory,
            is_labelled=row.labelled,
            source=row.source,
            status=row.status,
            **both("basis", row.basis),
        )
        for row in found.rates
    )
    Criterion.objects.bulk_create(
        Criterion(
            call=call,
            round=rounds.get(row.round or ""),
            code=row.code,
            weight=row.weight,
            lowest=row.lowest,
            highest=row.highest,
            threshold=row.threshold,
            rank=rank,
            **both("name", row.name),
            **both("text", row.text),
        )
        for rank, row in enumerate(found.criteria)
    )


def keep_form(call: Call, found: CallFile) -> None:
    call.sections.all().delete()
    call.documents.all().delete()
    for rank, section in enumerate(found.form):
        keep_section(call, section, rank)
    RequiredDocument.objects.bulk_create(
        RequiredDocument(
            call=call,
            code=row.code,
            is_required=row.required,
            is_for_each_partner=row.for_each_partner,
            types=row.types,
            largest=row.largest_mb * MEGABYTE,
            rank=rank,
            **both("name", row.name),
        )
        for rank, row in enumerate(found.documents)
    )


def keep_section(call: Call, row: SectionRow, rank: int) -> None:
    section = FormSection.objects.create(
        call=call,
        code=row.code,
        is_for_each_partner=row.for_each_partner,
        rank=rank,
        **both("title", row.title),
        **both("text", row.text),
    )
    FormQuestion.objects.bulk_create(
        FormQuestion(
            section=section,
            code=one.code,
            kind=one.kind,
            is_required=one.required,
            longest=one.longest,
            choices=[{"code": choice.code, **both("name", choice.name)} for choice in one.choices],
            rank=place,
            **both("label", one.label),
            **both("help", one.help),
        )
        for place, one in enumerate(row.questions)
    )
