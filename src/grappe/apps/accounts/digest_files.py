"""A signed digest as a file that anybody can keep: JSON with the statement as it was signed."""

import json
from datetime import datetime
from typing import Any

from grappe.apps.accounts.models import AuditDigest


class DigestUnreadableError(ValueError):
    """The file is not one that ``grappe audit digest`` or the office wrote."""


def digest_document(digest: AuditDigest) -> dict[str, str]:
    return {"statement": digest.statement, "public_key": digest.public_key, "signature": digest.signature}


def digests_in(text: str) -> list[AuditDigest]:
    """The digests of a file, one or many; they are read, not stored."""
    try:
        held: Any = json.loads(text)
        return [digest_of(one) for one in (held if isinstance(held, list) else [held])]
    except (ValueError, KeyError, TypeError) as error:
        raise DigestUnreadableError(f"not a digest of a log: {error}") from error


def digest_of(document: dict[str, str]) -> AuditDigest:
    said = json.loads(document["statement"])
    return AuditDigest(
        number=said["number"],
        made_at=datetime.fromisoformat(said["made_at"]),
        position=said["entries"],
        statement=document["statement"],
        public_key=document["public_key"],
        signature=document["signature"],
    )
