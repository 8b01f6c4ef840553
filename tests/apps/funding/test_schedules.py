"""The usual schedule of an agreement: yearly, its shares the whole that no advance gave."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.funding_rows import make_agreement

from grappe.apps.funding.domain.schedules import remind_of_reports, yearly_schedule
from grappe.apps.funding.models import Obligation

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_two_years_have_two_reports_and_two_payments():
    found = yearly_schedule(date(2027, 1, 1), date(2028, 12, 31), advance_share=Decimal("0.3"))
    assert [(one.kind, one.due_on, one.share) for one in found] == [
        ("report", date(2027, 12, 31), None),
        ("report", date(2028, 12, 31), None),
        ("payment", date(2027, 12, 31), Decimal("0.35")),
        ("payment", date(2028, 12, 31), Decimal("0.35")),
    ]


@settings(max_examples=50)
@given(DAYS, st.integers(0, 3000), st.decimals(0, 1, places=4))
def test_payments_and_advance_are_the_whole_and_days_rise_to_the_end(starts, length, advance):
    ends = starts + timedelta(days=length)
    found = yearly_schedule(starts, ends, advance_share=advance)
    payments = [one for one in found if one.share is not None]
    assert advance + sum(one.share for one in payments) == 1
    days = [one.due_on for one in payments]
    assert days == sorted(set(days))
    assert days[-1] == ends
    assert all(starts <= day for day in days)


@pytest.mark.django_db
def test_a_lead_is_reminded_of_a_report_before_it_is_due_on_the_day_and_once_it_is_late():
    agreement = make_agreement()
    agreement.obligations.all().delete()
    due = date(2027, 12, 31)
    report = Obligation.objects.create(agreement=agreement, kind="report", due_on=due)
    Obligation.objects.create(agreement=agreement, kind="payment", due_on=due, share=1)
    told = [late for late in range(-40, 20) if remind_of_reports(today=due + timedelta(days=late))]
    assert told == [-30, 0, 7]
    report.done_on = due
    report.save()
    assert remind_of_reports(today=due) == 0
