"""The keys of a demonstration: made once, kept in the data folder, readable by their owner only."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from grappe.conf.environment import Environment


def signing_key(environment: Environment) -> str:
    """The configured key, or in demonstrations and tests one that is made once."""
    configured = environment.secret_key.get_secret_value()
    if configured or environment.mode == "production":
        return configured
    if environment.mode == "test":
        return "test-" * 12
    return made_once(environment.data_dir / "secret_key")


def audit_key(environment: Environment) -> str:
    """The key that signs the digests of the log: configured, or one made once; empty in production without one."""
    configured = environment.audit_key.get_secret_value()
    if configured or environment.mode == "production":
        return configured
    if environment.mode == "test":
        return "01" * 32
    return made_once(environment.data_dir / "audit_key", make=lambda: secrets.token_hex(32))


def made_once(path: Path, *, make: Callable[[], str] = lambda: secrets.token_urlsafe(64)) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = make()
        file.write(key)
    return key
