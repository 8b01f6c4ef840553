"""Who organises and supports an edition, as its page shows them."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.errors import PartnerRefusedError
from grappe.apps.forum.models import Edition, EditionPartner


def add_partner(*, edition: Edition, values: dict[str, Any], by: User | None) -> EditionPartner:
    return keep(EditionPartner(edition=edition), values, by, "add_edition_partner")


def change_partner(*, partner: EditionPartner, values: dict[str, Any], by: User | None) -> EditionPartner:
    """Change what is shown of a partner; an empty logo takes the old one away."""
    return keep(partner, values, by, "change_edition_partner")


def keep(partner: EditionPartner, values: dict[str, Any], by: User | None, verb: str) -> EditionPartner:
    before = partner.logo.name
    with recorded(by=by, verb=verb):
        for name, value in values.items():
            setattr(partner, name, value)
        try:
            with transaction.atomic():
                partner.save()
        except IntegrityError as error:
            raise PartnerRefusedError(_("This edition has a partner of that name already.")) from error
        record_action(by=by, verb=verb, target=partner.edition, name=partner.name)
        if before != partner.logo.name:
            forget_file(partner, before)
    return partner


def remove_partner(*, partner: EditionPartner, by: User | None) -> None:
    with recorded(by=by, verb="remove_edition_partner"):
        record_action(by=by, verb="remove_edition_partner", target=partner.edition, name=partner.name)
        forget_file(partner, partner.logo.name)
        partner.delete()


def forget_file(partner: EditionPartner, name: str | None) -> None:
    """Delete a logo that nothing shows any more, once the change is certain."""
    storage = partner.logo.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))
