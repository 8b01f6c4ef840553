"""Files of a proposal: held to the types and the size their document takes, and shown to the scanner first."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.locking import lock_draft, lock_part
from grappe.apps.calls.domain.partners import touch
from grappe.apps.calls.enums import ScanState
from grappe.apps.calls.errors import AttachmentRefusedError
from grappe.apps.calls.file_types import type_of
from grappe.apps.calls.models import Attachment, Proposal, ProposalPartner, RequiredDocument
from grappe.apps.calls.scanning import InfectedFileError, configured_scanner

LONGEST_NAME = 150


def attach_file(
    *,
    proposal: Proposal,
    document: RequiredDocument,
    partner: ProposalPartner | None = None,
    file: Any,
    name: str,
    by: User,
) -> Attachment:
    """Add a file; the one it replaces is removed from the proposal and stays on record."""
    kind = checked_type(document, file)
    scan = scanned(file)
    digest = digest_of(file)
    with recorded(by=by, verb="attach_file"):
        require_place(proposal, document, partner)
        held = lock_draft(proposal)
        if partner is not None:
            touch(lock_part(partner))
        standing = held.attachments.filter(document=document, partner=partner, removed_at=None)
        standing.update(removed_at=timezone.now())
        attachment = Attachment(
            proposal=held,
            document=document,
            partner=partner,
            name=get_valid_filename(PurePath(name).name or kind)[-LONGEST_NAME:],
            type=kind,
            size=file.size,
            digest=digest,
            scan=scan,
            added_by=by,
        )
        file.seek(0)
        # Named by its digest: nothing a sender types becomes a path.
        attachment.file.save(f"{held.pk}-{digest[:16]}.{kind}", file, save=False)
        try:
            with transaction.atomic():
                attachment.save()
        except Exception:
            attachment.file.delete(save=False)
            raise
        record_action(by=by, verb="attach_file", target=held, document=document.code, digest=digest)
    return attachment


def require_place(proposal: Proposal, document: RequiredDocument, partner: ProposalPartner | None) -> None:
    is_own = partner is not None and partner.proposal_id == proposal.pk
    if document.call_id != proposal.round.call_id or document.is_for_each_partner != is_own:
        raise AttachmentRefusedError(_("This document is not asked for there."))


def checked_type(document: RequiredDocument, file: Any) -> str:
    if file.size > document.largest:
        names = {"limit": filesizeformat(document.largest)}
        raise AttachmentRefusedError(_("The file is too large: at most %(limit)s are taken.") % names)
    kind = type_of(file)
    if not kind or kind not in document.types:
        names = {"types": ", ".join(one.upper() for one in document.types)}
        raise AttachmentRefusedError(_("By its content this file is none of those taken here: %(types)s.") % names)
    return kind


def scanned(file: Any) -> ScanState:
    file.seek(0)
    try:
        return configured_scanner().scan(file)
    except InfectedFileError as error:
        raise AttachmentRefusedError(_("The virus scanner refuses this file: check your computer.")) from error


def digest_of(file: Any) -> str:
    file.seek(0)
    held = hashlib.sha256()
    for chunk in iter(lambda: file.read(1 << 16), b""):
        held.update(chunk)
    return held.hexdigest()


def remove_attachment(*, attachment: Attachment, by: User) -> None:
    with recorded(by=by, verb="remove_attachment"):
        held = lock_draft(attachment.proposal)
        if attachment.partner is not None:
            touch(lock_part(attachment.partner))
        Attachment.objects.filter(pk=attachment.pk, removed_at=None).update(removed_at=timezone.now())
        record_action(by=by, verb="remove_attachment", target=held, document=attachment.document.code)
