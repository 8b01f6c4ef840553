"""One's registrations in the workspace: those made before the account, and nobody else's."""

import pytest

from tests.factories import make_user
from tests.forum_rows import make_category, make_edition, make_registration

pytestmark = pytest.mark.django_db


def test_a_registration_made_before_the_account_is_found_under_its_proved_address(client):
    edition = make_edition(slug="2027")
    category = make_category(edition, name_en="Member")
    earlier = make_registration(edition, category=category, email="zoe@forum.example", full_name="Zoé Müller")
    make_registration(edition, category=category, full_name="Somebody else")
    user = make_user("zoe@forum.example")
    client.force_login(user)
    page = client.get("/en/workspace/registrations/").content.decode()
    assert f"/en/forum/2027/registrations/{earlier.pk}/" in page
    assert "Somebody else" not in page
    earlier.refresh_from_db()
    assert earlier.user == user


def test_an_address_that_is_not_proved_binds_nothing(client):
    edition = make_edition(slug="2027")
    earlier = make_registration(edition, email="zoe@forum.example")
    user = make_user("zoe@forum.example")
    user.emailaddress_set.update(verified=False)
    client.force_login(user)
    assert "You are registered for no edition" in client.get("/en/workspace/registrations/").content.decode()
    earlier.refresh_from_db()
    assert earlier.user is None


@pytest.mark.parametrize(("state", "wants_meetings"), [("confirmed", True), ("confirmed", False), ("cancelled", True)])
def test_whoever_takes_part_in_the_meetings_is_led_to_them(client, state, wants_meetings):
    edition, user = make_edition(slug="2027"), make_user()
    make_registration(edition, user=user, email=user.email, state=state, wants_meetings=wants_meetings)
    client.force_login(user)
    page = client.get("/en/workspace/registrations/").content.decode()
    assert ("/en/workspace/forum/2027/meetings/" in page) == (wants_meetings and state == "confirmed")
