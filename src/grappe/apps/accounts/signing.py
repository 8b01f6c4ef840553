"""Digests of the log are signed with Ed25519: the key stays with the site, the public half proves them to anybody."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


class NoAuditKeyError(Exception):
    """Nothing can be signed: the site has no key for it."""


def signing_key() -> Ed25519PrivateKey:
    if not settings.AUDIT_KEY:
        raise NoAuditKeyError("GRAPPE_AUDIT_KEY is not set: `grappe audit key` makes one.")
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.AUDIT_KEY))


def public_half(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def trusted_keys() -> set[str]:
    """Public keys whose signatures this site takes for its own, present and former."""
    present = {public_half(signing_key())} if settings.AUDIT_KEY else set()
    return present | set(settings.AUDIT_FORMER_KEYS)


def is_signed(statement: str, signature: str, public_key: str) -> bool:
    """Whether the key's owner signed exactly this."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), statement.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
