"""The register of agreements: recorded, changed, followed, renewed, with its parties and documents."""

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction
from django.template.defaultfilters import filesizeformat
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.attachments import digest_of, scanned
from grappe.apps.calls.file_types import type_of
from grappe.apps.directory.models import Cluster, Organisation, Theme
from grappe.apps.partnerships.enums import AgreementItemKind, AgreementKind
from grappe.apps.partnerships.errors import AgreementRefusedError
from grappe.apps.partnerships.models import AgreementDocument, AgreementItem, PartnershipAgreement, PartnershipParty

DESCRIBED = ("kind", "title_fr", "title_en", "text_fr", "text_en", "signed_on", "starts_on", "ends_on")
TAKEN = ("pdf", "docx", "odt", "png", "jpg")
LARGEST = 20 << 20
LONGEST_NAME = 150


def record_agreement(
    *,
    keeper: Cluster,
    kind: AgreementKind,
    values: dict[str, Any],
    themes: Iterable[Theme] = (),
    is_simulated: bool = False,
    by: User,
) -> PartnershipAgreement:
    """Enter an agreement; the cluster that keeps it is its first party."""
    with recorded(by=by, verb="record_agreement"):
        number = PartnershipAgreement.objects.filter(keeper=keeper).count() + 1
        while PartnershipAgreement.objects.filter(code=f"{keeper.slug[:70]}-{number}").exists():
            number += 1
        agreement = PartnershipAgreement(
            code=f"{keeper.slug[:70]}-{number}", keeper=keeper, kind=kind, is_simulated=is_simulated
        )
        describe(agreement, values)
        agreement.save()
        agreement.themes.set(themes)
        PartnershipParty.objects.create(agreement=agreement, cluster=keeper)
        record_action(by=by, verb="record_agreement", target=agreement, kind=kind)
    return agreement


def change_agreement(
    *, agreement: PartnershipAgreement, values: dict[str, Any], themes: Iterable[Theme] | None = None, by: User
) -> PartnershipAgreement:
    with recorded(by=by, verb="change_agreement"):
        held = locked(agreement)
        changed = describe(held, values)
        if "ends_on" in changed:
            held.reminded_before = None
        held.save()
        if themes is not None:
            held.themes.set(themes)
        record_action(by=by, verb="change_agreement", target=held, fields=changed)
    return held


def describe(agreement: PartnershipAgreement, values: dict[str, Any]) -> list[str]:
    changed = [name for name in DESCRIBED if name in values and getattr(agreement, name) != values[name]]
    for name in changed:
        setattr(agreement, name, values[name])
    if not (agreement.title_fr or agreement.title_en):
        raise AgreementRefusedError(_("Give a title, in French or in English."))
    first, last = agreement.starts_on or agreement.signed_on, agreement.ends_on
    if first and last and last <= first:
        raise AgreementRefusedError(_("An agreement cannot end before it starts: choose a later end."))
    return changed


def renew_agreement(*, agreement: PartnershipAgreement, until: date, by: User) -> PartnershipAgreement:
    """Let an agreement run longer; its earlier end stays in its history."""
    with recorded(by=by, verb="renew_agreement"):
        held = locked(agreement)
        if held.ends_on is None or until <= held.ends_on:
            raise AgreementRefusedError(_("A renewal ends later than the agreement does today: choose a later day."))
        held.ends_on, held.reminded_before = until, None
        held.save()
        record_action(by=by, verb="renew_agreement", target=held, until=until.isoformat())
    return held


def add_party(
    *,
    agreement: PartnershipAgreement,
    body: Organisation | Cluster | None = None,
    name: str = "",
    country: str = "",
    by: User | None,
) -> PartnershipParty:
    """Add a party of the register, or one that it does not hold by its name and country."""
    if body is None and not (name.strip() or country):
        raise AgreementRefusedError(_("Name the party, or choose it in the register."))
    owner: dict[str, Any] = {"name": name.strip(), "country": country}
    if body is not None:
        owner = {"cluster" if isinstance(body, Cluster) else "organisation": body}
    with recorded(by=by, verb="add_party"):
        try:
            with transaction.atomic():
                party = PartnershipParty.objects.create(agreement=agreement, **owner)
        except IntegrityError as error:
            raise AgreementRefusedError(_("This party has signed already.")) from error
        record_action(by=by, verb="add_party", target=agreement, party=party.shown_name)
    return party


def remove_party(*, party: PartnershipParty, by: User) -> None:
    with recorded(by=by, verb="remove_party"):
        if party.cluster_id == party.agreement.keeper_id:
            raise AgreementRefusedError(_("The cluster that keeps the agreement stays a party."))
        record_action(by=by, verb="remove_party", target=party.agreement, party=party.shown_name)
        party.delete()


def add_item(
    *,
    agreement: PartnershipAgreement,
    kind: AgreementItemKind,
    text: str,
    due_on: date | None,
    done_on: date | None = None,
    by: User,
) -> AgreementItem:
    """Add a duty, a milestone or an action."""
    with recorded(by=by, verb="add_item"):
        item = AgreementItem.objects.create(
            agreement=agreement, kind=kind, text=text[:500], due_on=due_on, done_on=done_on
        )
        record_action(by=by, verb="add_item", target=agreement, kind=kind)
    return item


def note_item_done(*, item: AgreementItem, on: date, by: User) -> AgreementItem:
    with recorded(by=by, verb="note_item_done"):
        item.done_on = on
        item.save(update_fields=["done_on"])
        record_action(by=by, verb="note_item_done", target=item.agreement, item=item.pk)
    return item


def add_agreement_document(*, agreement: PartnershipAgreement, file: Any, name: str, by: User) -> AgreementDocument:
    """Keep a file, by what it holds; its name becomes no path."""
    if file.size > LARGEST:
        raise AgreementRefusedError(
            _("The file is too large: at most %(limit)s are taken.") % {"limit": filesizeformat(LARGEST)}
        )
    kind = type_of(file)
    if kind not in TAKEN:
        names = {"types": ", ".join(one.upper() for one in TAKEN)}
        raise AgreementRefusedError(_("By its content this file is none of those taken here: %(types)s.") % names)
    scan, digest = scanned(file), digest_of(file)
    with recorded(by=by, verb="add_agreement_document"):
        document = AgreementDocument(
            agreement=agreement,
            name=get_valid_filename(PurePath(name).name or kind)[-LONGEST_NAME:],
            type=kind,
            size=file.size,
            digest=digest,
            scan=scan,
            added_by=by,
        )
        file.seek(0)
        document.file.save(f"{agreement.pk}-{digest[:16]}.{kind}", file, save=False)
        document.save()
        record_action(by=by, verb="add_agreement_document", target=agreement, digest=digest)
    return document


def locked(agreement: PartnershipAgreement) -> PartnershipAgreement:
    return PartnershipAgreement.objects.select_for_update().get(pk=agreement.pk)
