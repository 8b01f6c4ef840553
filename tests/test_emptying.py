"""Each test begins on an empty register, however the one before it wrote."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection

from grappe.apps.directory.models import Organisation
from tests.emptying import filled_tables
from tests.factories import make_organisation


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_nothing_is_left_of_the_test_before(turn):
    assert filled_tables(connection) == []
    assert Permission.objects.exists()
    make_organisation()
    assert "directory_organisation" in filled_tables(connection)


@pytest.mark.django_db
def test_nor_for_a_test_that_is_rolled_back():
    assert not Organisation.objects.exists()
