"""What the environment may say, checked at start: one class, one documented field a setting."""

import os
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

WEAK_SECRET_LENGTH = 50
AUDIT_KEY = re.compile("[0-9a-f]{64}")


class SettingsRefusedError(SystemExit):
    """The environment holds a setting that cannot be used; the message names it and says what to write."""


class Environment(BaseSettings):
    """Settings read from ``GRAPPE_*`` variables."""

    model_config = SettingsConfigDict(env_prefix="GRAPPE_", extra="ignore", str_strip_whitespace=True)

    mode: Literal["production", "demo", "test"] = Field(
        "production",
        description="production is safe by default; demo and test relax what a local machine cannot offer",
    )
    database_url: str = Field(
        "",
        description="postgresql://user:password@host:port/name; empty: the embedded server",
    )
    data_dir: Path = Field(Path("var"), description="folder of the embedded server, uploads and generated files")
    secret_key: SecretStr = Field(
        SecretStr(""), description="at least 50 random characters; required in production, made once in demo"
    )
    audit_key: SecretStr = Field(
        SecretStr(""),
        description="key that signs the digests of the audit log, from `grappe audit key`; made once in demo",
    )
    audit_former_keys: Annotated[list[str], NoDecode] = Field(
        default_factory=list, description="comma-separated public keys that signed digests before the present one"
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default_factory=list, description="comma-separated host names this site answers to"
    )
    base_url: str = Field("", description="public address, such as https://grappe.example.org; used in e-mail")
    https: bool = Field(default=True, description="secure cookies, HSTS and redirect; false only behind a private test")
    email_url: str = Field(
        "",
        description="smtp://user:password@host:587?tls=true; empty in demo: messages go to the data folder",
    )
    from_email: str = Field("grappe@localhost", description="sender of the site's messages")
    language: Literal["fr", "en"] = Field("fr", description="language of a visitor who states none")
    time_zone: str = Field("Europe/Paris", description="time zone of the programme office")
    tile_url: str = Field(
        "", description="map tile server, such as https://tiles.example.org/{z}/{x}/{y}.png; empty: none"
    )
    upload_max_mb: int = Field(200, ge=1, le=2000, description="largest file accepted, in megabytes")
    stale_after_days: int = Field(365, ge=1, description="a value not confirmed for this long is shown as stale")
    real_data: Path | None = Field(None, description="folder of real data, for `make demo DATA=...` and the tests")
    forum_payment_provider: str = Field(
        "grappe.apps.forum.payments.bank_transfer.BankTransfer",
        description="how invoices of the Forum are paid: the class of a payment provider",
    )
    forum_payment_key: SecretStr = Field(
        SecretStr(""), description="secret key of the payment provider's API, where a hosted page is set up"
    )
    forum_payment_notice_secret: SecretStr = Field(
        SecretStr(""), description="secret by which the payment provider signs its notices"
    )
    forum_payment_api: str = Field("https://api.stripe.com", description="address of the payment provider's API")
    virus_scanner: str = Field(
        "grappe.apps.calls.scanning.NoScanner",
        description="what looks at each attachment before it is kept: the class of a scanner",
    )
    aid_rules: Path | None = Field(
        None,
        description="the office's own book of State-aid rules, begun with `grappe aid rules`; empty: the packaged one",
    )
    affinity_encoder: str = Field(
        "",
        description="what compares texts across languages for the assignment of experts: something that makes an "
        "encoder; empty: that of the extra `encoder` where it is installed, words alone elsewhere",
    )
    proxies: int = Field(
        0, ge=0, le=5, description="how many trusted proxies stand in front; their forwarded address is read"
    )

    @field_validator("allowed_hosts", "audit_former_keys", mode="before")
    @classmethod
    def split_hosts(cls, value: object) -> object:
        return [host.strip() for host in value.split(",") if host.strip()] if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def check_database_url(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"postgresql", "postgres"}:
            raise ValueError("must start with postgresql://")
        return value

    @field_validator("audit_key")
    @classmethod
    def check_audit_key(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not AUDIT_KEY.fullmatch(value.get_secret_value()):
            raise ValueError("must be 64 hexadecimal digits: grappe audit key makes one")
        return value

    @field_validator("aid_rules")
    @classmethod
    def check_aid_rules(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("must name a book of rules: `grappe aid rules` prints the one to begin with")
        return value

    @field_validator("base_url")
    @classmethod
    def check_base_url(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/")):
            raise ValueError("must be an address without a path, such as https://grappe.example.org")
        return value.rstrip("/")

    @field_validator("email_url")
    @classmethod
    def check_email_url(cls, value: str) -> str:
        if value and (urlsplit(value).scheme != "smtp" or not urlsplit(value).hostname):
            raise ValueError("must look like smtp://user:password@host:587?tls=true")
        return value

    @field_validator("tile_url")
    @classmethod
    def check_tile_url(cls, value: str) -> str:
        if value and (urlsplit(value).scheme != "https" or not all(part in value for part in ("{z}", "{x}", "{y}"))):
            raise ValueError("must start with https:// and hold {z}, {x} and {y}")
        return value

    @field_validator("time_zone")
    @classmethod
    def check_time_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("must be a time zone such as Europe/Paris")
        return value

    @model_validator(mode="after")
    def check_production(self) -> "Environment":
        if self.mode != "production":
            return self
        faults = []
        if len(self.secret_key.get_secret_value()) < WEAK_SECRET_LENGTH:
            faults.append("GRAPPE_SECRET_KEY must hold at least 50 characters in production: grappe secret makes one")
        if not self.allowed_hosts:
            faults.append("GRAPPE_ALLOWED_HOSTS must name the hosts this site answers to in production")
        if faults and "mode" not in self.model_fields_set:
            faults.append("or, to work on the demonstration of this machine, set GRAPPE_MODE=demo")
        if faults:
            raise ValueError("\n  ".join(faults))
        return self


def read_environment() -> Environment:
    """Read and check every setting, or say which one is wrong and what to write."""
    faults = list(misspelt(os.environ))
    try:
        environment = Environment()
    except ValidationError as error:
        faults += [explained(fault) for fault in error.errors()]
    if faults:
        lines = "".join(f"\n  {fault}" for fault in faults)
        raise SettingsRefusedError(f"Grappe cannot start with these settings:{lines}{other_way()}")
    return environment


def other_way() -> str:
    """For whoever tries the demonstration and has set nothing yet."""
    named = {"GRAPPE_MODE", "GRAPPE_SECRET_KEY"} & set(os.environ)
    return "" if named else "\nFor the demonstration that `make demo` runs, put GRAPPE_MODE=demo before the command."


def explained(fault: Any) -> str:
    message = str(fault["msg"]).removeprefix("Value error, ")
    name = "_".join(str(part) for part in fault["loc"]).upper()
    return f"GRAPPE_{name}: {message}" if name else message


def misspelt(variables: Iterable[str]) -> Iterator[str]:
    """A name one slip away from a setting would be passed over in silence, and the default would hold."""
    known = {f"GRAPPE_{name.upper()}" for name in Environment.model_fields}
    for name in sorted(set(variables) - known):
        near = get_close_matches(name, known, n=1, cutoff=0.9) if name.startswith("GRAPPE_") else []
        if near:
            yield f"{name}: there is no such setting; did you mean {near[0]}?"
