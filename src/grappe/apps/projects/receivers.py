"""What the register does when a funder and a consortium agree."""

from typing import Any

from django.dispatch import receiver

from grappe.apps.accounts.models import User
from grappe.apps.funding.events import agreement_closed, agreement_signed
from grappe.apps.funding.models import Agreement
from grappe.apps.projects.domain.funded import keep_funded_project


@receiver([agreement_signed, agreement_closed])
def show_project(agreement: Agreement, by: User | None, **_more: Any) -> None:
    keep_funded_project(agreement=agreement, by=by)
