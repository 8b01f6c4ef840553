"""Accounts and shareholdings as their owner states them; each change computes the size categories anew."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.bridge.sizes import SizeRefusedError, assess_size, assess_sizes, holdings_around
from grappe.apps.directory.domain.values import entry_by
from grappe.apps.directory.enums import InvestorKind
from grappe.apps.directory.models import AnnualAccounts, Organisation, Shareholding, SizeAssessment

FIRST_YEAR = 1900
FIGURES = ("headcount", "turnover", "balance_sheet")
SHARES = ("capital_share", "voting_share", "controls", "investor_kind")


class FigureRefusedError(RefusedError):
    """A year or a share that cannot be."""


def record_accounts(
    *,
    organisation: Organisation,
    year: int,
    headcount: Decimal | None,
    turnover: Decimal | None,
    balance_sheet: Decimal | None,
    by: User,
) -> AnnualAccounts:
    """State the figures of one closed year; stating them again replaces them."""
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise FigureRefusedError(_("%(year)s is not a year that is closed or open today.") % {"year": year})
    if headcount is turnover is balance_sheet is None:
        raise FigureRefusedError(_("State at least one figure."))
    values = {"headcount": headcount, "turnover": turnover, "balance_sheet": balance_sheet}
    with recorded(by=by, verb="record_accounts"):
        accounts, _created = AnnualAccounts.objects.update_or_create(
            organisation=organisation, year=year, defaults=values | {"provenance": dict.fromkeys(FIGURES, entry_by(by))}
        )
        record_action(by=by, verb="record_accounts", target=organisation, year=year)
        reassess(organisation, by=by)
    return accounts


def remove_accounts(*, accounts: AnnualAccounts, by: User) -> None:
    with recorded(by=by, verb="remove_accounts"):
        held = {field: str(getattr(accounts, field)) for field in FIGURES}
        record_action(by=by, verb="remove_accounts", target=accounts.organisation, year=accounts.year, held=held)
        accounts.delete()
        reassess(accounts.organisation, by=by)


def record_shareholding(
    *,
    owner: Organisation,
    owned: Organisation,
    capital_share: Decimal,
    voting_share: Decimal,
    controls: bool = False,
    investor_kind: InvestorKind = InvestorKind.NONE,
    by: User,
) -> Shareholding:
    """State what share of ``owned`` is held by ``owner``; stating it again replaces it."""
    if owner.pk == owned.pk:
        raise FigureRefusedError(_("An organisation cannot hold shares of itself: choose the other one."))
    values = {
        "capital_share": capital_share,
        "voting_share": voting_share,
        "controls": controls,
        "investor_kind": investor_kind,
    }
    with recorded(by=by, verb="record_shareholding"):
        try:
            with transaction.atomic():
                held, _created = Shareholding.objects.update_or_create(
                    owner=owner, owned=owned, defaults=values | {"provenance": dict.fromkeys(SHARES, entry_by(by))}
                )
        except IntegrityError as error:
            raise FigureRefusedError(_("A share lies between 0 and 100 %.")) from error
        record_action(by=by, verb="record_shareholding", target=owned, owner=owner.pk, capital=str(capital_share))
        reassess(owned, by=by)
    return held


def remove_shareholding(*, shareholding: Shareholding, by: User) -> None:
    with recorded(by=by, verb="remove_shareholding"):
        record_action(
            by=by,
            verb="remove_shareholding",
            target=shareholding.owned,
            owner=shareholding.owner_id,
            capital=str(shareholding.capital_share),
        )
        group = group_of(shareholding.owned)
        shareholding.delete()
        for organisation in group:
            assess_size(organisation=organisation, on=timezone.localdate(), by=by)


def reassess(organisation: Organisation, *, by: User) -> None:
    """Compute the size again, for the organisation and for those of its group that were assessed before."""
    for one in group_of(organisation):
        assess_size(organisation=one, on=timezone.localdate(), by=by)


def reassess_after_load(*, organisations: Iterable[int], on: date) -> int:
    """Compute the sizes of those whose accounts a file changed, and of their groups; returns how many were stored.

    A load is not stopped by a group that contradicts itself: its members keep no category that their figures belie.
    """
    due: dict[int, Organisation] = {}
    stored = 0
    for organisation in Organisation.objects.filter(pk__in=set(organisations)).order_by("pk"):
        try:
            due |= {one.pk: one for one in group_of(organisation)}
        except SizeRefusedError:
            due[organisation.pk] = organisation
    for one in due.values():
        try:
            stored += assess_sizes(organisations=[one], on=on)
        except SizeRefusedError:
            SizeAssessment.objects.filter(organisation=one).delete()
    return stored


def group_of(organisation: Organisation) -> list[Organisation]:
    tied = {pk for held in holdings_around(organisation) for pk in (held.owner_id, held.owned_id)}
    assessed = SizeAssessment.objects.filter(organisation__in=tied).values_list("organisation_id", flat=True)
    others = Organisation.objects.filter(pk__in=set(assessed) - {organisation.pk}).order_by("pk")
    return [organisation, *others]
