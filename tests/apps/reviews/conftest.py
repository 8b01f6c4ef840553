import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are compared in one language; letters choose their own."""
    with translation.override("en"):
        yield
