"""The settings of production are safe as they come."""

import json
import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "GRAPPE_MODE": "production",
    "GRAPPE_SECRET_KEY": "pBDWmCjJ4nX1cVfYqzR8eLkT0sHa7uGi2oN5xKwQ9dM3vF6bZyS",
    "GRAPPE_ALLOWED_HOSTS": "grappe.example.org",
    "GRAPPE_DATABASE_URL": "postgresql:///nobody-asks-for-it",
    "DJANGO_SETTINGS_MODULE": "grappe.conf.settings",
}
NAMES = (
    "DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS", "SECURE_CONTENT_TYPE_NOSNIFF", "X_FRAME_OPTIONS", "SECURE_PROXY_SSL_HEADER",
    "CONTENT_SECURITY_POLICY", "PASSWORD_HASHERS", "DATA_UPLOAD_MAX_MEMORY_SIZE", "UPLOAD_MAX_BYTES", "EMAIL_BACKEND",
)  # fmt: skip


def run(*arguments, **settings):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRAPPE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        env=kept | PRODUCTION | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def production():
    code = (
        f"import json; from grappe.conf import settings as s; print(json.dumps({{n: getattr(s, n) for n in {NAMES}}}))"
    )
    result = run("-c", code)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_django_finds_nothing_to_say_about_a_deployment():
    result = run("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_cookies_and_transport_are_secure(production):
    assert not production["DEBUG"]
    assert all(production[name] for name in NAMES[1:5])
    assert production["SECURE_HSTS_SECONDS"] >= 365 * 86400
    assert production["X_FRAME_OPTIONS"] == "DENY"
    assert production["SECURE_CONTENT_TYPE_NOSNIFF"]


def test_a_forwarded_scheme_is_believed_only_behind_a_stated_proxy(production):
    assert production["SECURE_PROXY_SSL_HEADER"] is None
    code = "from grappe.conf import settings; print(settings.SECURE_PROXY_SSL_HEADER)"
    assert "HTTP_X_FORWARDED_PROTO" in run("-c", code, GRAPPE_PROXIES="1").stdout


def test_no_script_or_style_may_stand_in_a_page(production):
    directives = production["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert not any(source.startswith("'unsafe") for sources in directives.values() for source in sources)
    assert directives["object-src"] == ["'none'"]
    assert directives["frame-ancestors"] == ["'none'"]
    assert directives["default-src"] == ["'self'"]


def test_passwords_are_not_hashed_as_in_tests(production):
    assert not any("MD5" in hasher for hasher in production["PASSWORD_HASHERS"])


def test_uploads_have_a_limit(production):
    assert production["UPLOAD_MAX_BYTES"] <= 2000 * 1024 * 1024
    assert production["DATA_UPLOAD_MAX_MEMORY_SIZE"] <= 10 * 1024 * 1024


def test_a_probe_is_answered_without_tls(tmp_path):
    (tmp_path / "static").mkdir()
    code = """
import django
django.setup()
from django.test import Client
client = Client(headers={"host": "grappe.example.org"})
print(client.get("/healthz").status_code, client.get("/fr/").status_code)
"""
    result = run("-c", code, GRAPPE_DATA_DIR=str(tmp_path))
    assert result.stdout.split() == ["200", "301"], result.stderr


def test_nothing_starts_without_a_key():
    result = run("-c", "import grappe.conf.settings", GRAPPE_SECRET_KEY="")
    assert result.returncode != 0
    assert "grappe secret makes one" in result.stderr
    assert "Traceback" not in result.stderr
