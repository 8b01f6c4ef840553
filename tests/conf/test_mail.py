import pytest

from grappe.conf.mail import mail_settings


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "encrypted"),
    [
        ("smtp://anna%40a.example:secret@mail.example:2525?tls=true", "mail.example", 2525, "anna@a.example", True),
        ("smtp://mail.example.org", "mail.example.org", 587, "", True),
        ("smtp://localhost?tls=false", "localhost", 25, "", False),
    ],
)  # fmt: skip
def test_mail_addresses_are_understood(url, host, port, user, encrypted):
    settings = mail_settings(url)
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == (host, port)
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_USE_TLS"]) == (user, encrypted)
