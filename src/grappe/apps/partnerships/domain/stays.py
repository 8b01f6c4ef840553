"""Stays between clusters: proposed by the sender, agreed by the host, reported when done."""

from datetime import date

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.directory.domain.reference import source_code
from grappe.apps.directory.models import Cluster
from grappe.apps.partnerships.enums import StayState
from grappe.apps.partnerships.errors import StayRefusedError
from grappe.apps.partnerships.models import Stay, StayRule
from grappe.kernel.stays import known_stay_rules


def load_stay_rules() -> int:
    """Load the packaged rules where the site holds none; returns how many came in."""
    if StayRule.objects.exists():
        return 0
    registered = {one.code: one for one in Source.objects.all()}
    rows = [
        StayRule(
            period=(one.since, one.until),
            least_days=one.least_days,
            most_days=one.most_days,
            lump_sum=one.lump_sum,
            source=registered.get(source_code(one.evidence.sources[0])),
            confidence=Confidence.UNVERIFIED if one.evidence.to_verify else Confidence.COMPILED,
        )
        for one in known_stay_rules()
    ]
    return len(StayRule.objects.bulk_create(rows))


def rule_on(day: date) -> StayRule | None:
    return StayRule.objects.filter(period__contains=day).select_related("source").first()


def propose_stay(
    *,
    home: Cluster,
    host: Cluster,
    visitor_function: str,
    aims: str,
    starts_on: date,
    ends_on: date,
    is_simulated: bool = False,
    by: User,
) -> Stay:
    """Propose a stay that keeps to the rule in force on its first day; the lump sum is that rule's."""
    days = (ends_on - starts_on).days + 1
    rule = rule_on(starts_on)
    if home.pk == host.pk or days < 1:
        raise StayRefusedError(_("A stay leads to another cluster and has at least one day."))
    if rule is None:
        raise StayRefusedError(_("No rule of stays holds on that day: ask the programme office."))
    if not rule.least_days <= days <= rule.most_days:
        names = {"least": rule.least_days, "most": rule.most_days, "days": days}
        raise StayRefusedError(
            _("A stay lasts from %(least)d to %(most)d days by the rule of that day; this one has %(days)d.") % names
        )
    with recorded(by=by, verb="propose_stay"):
        stay = Stay.objects.create(
            home=home,
            host=host,
            visitor_function=visitor_function,
            aims=aims,
            starts_on=starts_on,
            ends_on=ends_on,
            lump_sum=rule.lump_sum,
            is_simulated=is_simulated,
        )
        record_action(by=by, verb="propose_stay", target=stay, days=days)
    return stay


def agree_stay(*, stay: Stay, by: User) -> Stay:
    """The host agrees."""
    return moved(stay, verb="agree_stay", allowed={StayState.PROPOSED}, state=StayState.AGREED, by=by)


def cancel_stay(*, stay: Stay, by: User) -> Stay:
    return moved(
        stay, verb="cancel_stay", allowed={StayState.PROPOSED, StayState.AGREED}, state=StayState.CANCELLED, by=by
    )


def report_stay(*, stay: Stay, report: str, by: User) -> Stay:
    """Say what the stay brought; only an agreed one is reported."""
    if not report.strip():
        raise StayRefusedError(_("Write the report first."))
    stay.report = report.strip()
    return moved(stay, verb="report_stay", allowed={StayState.AGREED}, state=StayState.REPORTED, by=by)


def moved(stay: Stay, verb: str, allowed: set[StayState], state: StayState, by: User) -> Stay:
    with recorded(by=by, verb=verb):
        held = Stay.objects.select_for_update().get(pk=stay.pk)
        if held.state not in allowed:
            raise StayRefusedError(_("The stay has moved on meanwhile: reload the page."))
        held.state = state
        if state == StayState.REPORTED:
            held.report = stay.report
        held.save()
        record_action(by=by, verb=verb, target=held)
    return held
