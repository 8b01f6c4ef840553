"""From organisations and their accounts to a size problem, and from the answer to a stored assessment."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.enums import InvestorKind, OrganisationKind, SizeCategory, SizeDefinition
from grappe.apps.directory.models import AnnualAccounts, Organisation, Shareholding, SizeAssessment
from grappe.engines import sizing

LARGEST_GROUP = 2000
DEFINITIONS = {"eu_sme": SizeDefinition.EU_SME, "fr_2008_1354": SizeDefinition.FRANCE}
CATEGORIES = {"mid_cap": SizeCategory.ETI}
INVESTORS = {
    InvestorKind.PUBLIC_INVESTMENT: sizing.Investor.PUBLIC_INVESTMENT,
    InvestorKind.VENTURE_CAPITAL: sizing.Investor.VENTURE_CAPITAL,
    InvestorKind.BUSINESS_ANGEL: sizing.Investor.BUSINESS_ANGEL,
    InvestorKind.UNIVERSITY: sizing.Investor.UNIVERSITY,
    InvestorKind.INSTITUTIONAL: sizing.Investor.INSTITUTIONAL,
    InvestorKind.SMALL_AUTHORITY: sizing.Investor.LOCAL_AUTHORITY,
}


class SizeRefusedError(RefusedError):
    """The accounts or holdings contradict themselves; the message is the engine's own."""


def assess_size(*, organisation: Organisation, on: date, by: User | None) -> list[SizeAssessment]:
    """Compute the size category under every definition in force and store each with problem and reasoning."""
    rows = assessments(organisation, on)
    with recorded(by=by, verb="assess_size"):
        store(rows)
        record_action(by=by, verb="assess_size", target=organisation, categories=[row.category for row in rows])
    return list(SizeAssessment.objects.filter(organisation=organisation))


def assess_sizes(*, organisations: Iterable[Organisation], on: date) -> int:
    """Compute the categories of many organisations at once, as a load does; returns how many were stored."""
    rows = [row for organisation in organisations for row in assessments(organisation, on)]
    store(rows)
    return len(rows)


def store(rows: list[SizeAssessment]) -> None:
    SizeAssessment.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["organisation", "definition"],
        update_fields=["category", "assessed_on", "rules_version", "problem", "result"],
    )


def assessments(organisation: Organisation, on: date) -> list[SizeAssessment]:
    """The engine's answer under every definition in force, as rows that are not stored yet."""
    problem = size_problem(organisation)
    try:
        answer = sizing.assess(problem, on=on)
    except sizing.SizingError as error:
        raise SizeRefusedError(str(error)) from error
    document = json.loads(sizing.result_to_json(answer))
    question = json.loads(sizing.problem_to_json(problem))
    return [
        SizeAssessment(
            organisation=organisation,
            definition=DEFINITIONS[size["definition"]],
            category=category_of(size["category"]),
            assessed_on=on,
            rules_version=answer.rules_version,
            problem=question,
            result={"engine_version": answer.engine_version, **size},
        )
        for size in document["content"]["sizes"]
    ]


def category_of(name: str | None) -> SizeCategory:
    if name is None:
        return SizeCategory.UNKNOWN
    return CATEGORIES.get(name) or SizeCategory(name)


def size_problem(organisation: Organisation) -> sizing.Problem:
    """The organisation and everybody it is tied to by shares, as far as the chain reaches."""
    holdings = holdings_around(organisation)
    keys = {organisation.pk} | {pk for held in holdings for pk in (held.owner_id, held.owned_id)}
    investors = {held.owner_id: held.investor_kind for held in holdings if held.investor_kind != InvestorKind.NONE}
    accounts: dict[int, list[sizing.Accounts]] = {}
    for row in AnnualAccounts.objects.filter(organisation__in=keys).order_by("year"):
        accounts.setdefault(row.organisation_id, []).append(
            sizing.Accounts(year=row.year, awu=row.headcount, turnover=row.turnover, balance=row.balance_sheet)
        )
    bodies = Organisation.objects.in_bulk(keys)
    return sizing.Problem(
        subject=str(organisation.pk),
        enterprises=tuple(
            as_enterprise(bodies[pk], tuple(accounts.get(pk, ())), investors.get(pk)) for pk in sorted(keys)
        ),
        holdings=tuple(as_holding(held) for held in holdings),
    )


def holdings_around(organisation: Organisation) -> list[Shareholding]:
    """Every shareholding in the organisation's connected group, one query a step outwards."""
    known: set[int] = {organisation.pk}
    edge: set[int] = {organisation.pk}
    found: dict[int, Shareholding] = {}
    while edge:
        step = Shareholding.objects.filter(Q(owner__in=edge) | Q(owned__in=edge)).order_by("pk")
        found |= {held.pk: held for held in step}
        reached = {pk for held in found.values() for pk in (held.owner_id, held.owned_id)}
        edge, known = reached - known, known | reached
        if len(known) > LARGEST_GROUP:
            raise SizeRefusedError(f"The group is larger than {LARGEST_GROUP} organisations: check its shareholdings.")
    return list(found.values())


def as_enterprise(
    organisation: Organisation, accounts: tuple[sizing.Accounts, ...], investor: str | None
) -> sizing.Enterprise:
    is_public = organisation.kind == OrganisationKind.PUBLIC_AUTHORITY or investor == InvestorKind.PUBLIC_BODY
    return sizing.Enterprise(
        id=str(organisation.pk),
        kind=sizing.Kind.PUBLIC_BODY if is_public else sizing.Kind.ENTERPRISE,
        accounts=accounts,
        investor=INVESTORS.get(InvestorKind(investor)) if investor else None,
    )


def as_holding(held: Shareholding) -> sizing.Holding:
    return sizing.Holding(
        owner=str(held.owner_id),
        owned=str(held.owned_id),
        capital=Decimal(held.capital_share),
        votes=Decimal(held.voting_share),
        control=held.controls,
    )
