from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.conf.database import connection_settings

WORDS = st.text(min_size=1, max_size=20).filter(lambda text: not any(char in text for char in "\x00\t\r\n"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://anna:secret@db.example.org:5433/register",
            {"NAME": "register", "USER": "anna", "PASSWORD": "secret", "HOST": "db.example.org", "PORT": "5433"},
        ),
        ("postgresql:///register", {"NAME": "register", "USER": "", "HOST": "", "PORT": ""}),
        ("postgresql://postgres@/grappe?host=/run/pg", {"NAME": "grappe", "USER": "postgres", "HOST": "/run/pg"}),
        ("postgresql://db.example.org", {"NAME": "grappe", "HOST": "db.example.org"}),
        ("postgresql://db/x?sslmode=require", {"OPTIONS": {"sslmode": "require"}}),
    ],
)
def test_addresses_are_understood(url, expected):
    settings = connection_settings(url)
    assert {name: settings[name] for name in expected} == expected


@given(user=WORDS, password=WORDS, name=WORDS)
def test_what_is_quoted_comes_back(user, password, name):
    settings = connection_settings(f"postgresql://{quote(user, '')}:{quote(password, '')}@db/{quote(name, '')}")
    assert (settings["USER"], settings["PASSWORD"], settings["NAME"]) == (user, password, name)
