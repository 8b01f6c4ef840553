"""Consent to be suggested, and suggestions set aside."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.enums import ConsentBasis
from grappe.apps.partnerships.errors import SuggestionRefusedError
from grappe.apps.partnerships.models import FindConsent, SetAside


def consent_to_be_found(
    *, body: Organisation | Cluster, basis: ConsentBasis = ConsentBasis.GIVEN, by: User | None
) -> FindConsent:
    """Let a body be suggested to others, from the next snapshot on."""
    owner = {"cluster" if isinstance(body, Cluster) else "organisation": body}
    with recorded(by=by, verb="consent_to_be_found"):
        consent, made = FindConsent.objects.get_or_create(**owner, defaults={"basis": basis, "given_by": by})
        if made:
            record_action(by=by, verb="consent_to_be_found", target=body, basis=basis)
    return consent


def withdraw_consent(*, body: Organisation | Cluster, by: User) -> None:
    """Take a consent back: the body is suggested to nobody from the next snapshot on."""
    owner = {"cluster" if isinstance(body, Cluster) else "organisation": body}
    with recorded(by=by, verb="withdraw_consent"):
        FindConsent.objects.filter(**owner).delete()
        record_action(by=by, verb="withdraw_consent", target=body)


def set_aside(*, body: Organisation | Cluster, other: Organisation | Cluster, by: User) -> SetAside:
    """Not this one: it is not suggested to this body again, and those like it come lower."""
    if type(body) is not type(other) or body.pk == other.pk:
        raise SuggestionRefusedError(_("Only another body of the same sort is set aside."))
    kind = "cluster" if isinstance(body, Cluster) else "organisation"
    with recorded(by=by, verb="set_aside"):
        row, made = SetAside.objects.get_or_create(**{kind: body, f"other_{kind}": other}, defaults={"made_by": by})
        if made:
            record_action(by=by, verb="set_aside", target=body, other=other.pk)
    return row


def take_back_set_aside(*, body: Organisation | Cluster, rows: Iterable[int] | None = None, by: User) -> int:
    """Let these that a body set aside, or all of them, be suggested again."""
    kind = "cluster" if isinstance(body, Cluster) else "organisation"
    with recorded(by=by, verb="take_back_set_aside"):
        held = SetAside.objects.filter(**{kind: body})
        chosen = held if rows is None else held.filter(pk__in=list(rows))
        others = list(chosen.values_list(f"other_{kind}", flat=True))
        chosen.delete()
        if others:
            record_action(by=by, verb="take_back_set_aside", target=body, others=others)
    return len(others)
