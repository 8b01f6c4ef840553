"""The list a phone keeps for the hours without a network: each name is sealed with the code of its own badge.

A lost phone tells nothing: without the badge in hand nobody can find its line or read it. A code is 128 bits of
chance, so one round of SHA-256 makes a key and trying codes leads nowhere.
"""

import base64
import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

IV_BYTES = 12
NAME_BYTES = 16


def line_name(code: str) -> str:
    """Where the line of a badge stands in the list; it says nothing about the code."""
    return encoded(hashlib.sha256(f"grappe line {code}".encode()).digest()[:NAME_BYTES])


def sealed(code: str, facts: dict[str, Any]) -> str:
    """Facts that only the code opens."""
    start = secrets.token_bytes(IV_BYTES)
    text = json.dumps(facts, ensure_ascii=False).encode()
    return encoded(start + AESGCM(key_of(code)).encrypt(start, text, None))


def opened(code: str, line: str) -> dict[str, Any]:
    """What the phone does, in Python."""
    raw = base64.urlsafe_b64decode(line + "=" * (-len(line) % 4))
    facts: dict[str, Any] = json.loads(AESGCM(key_of(code)).decrypt(raw[:IV_BYTES], raw[IV_BYTES:], None))
    return facts


def key_of(code: str) -> bytes:
    return hashlib.sha256(f"grappe key {code}".encode()).digest()


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")
