from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import make_user
from tests.forum_rows import attendee, make_category, make_edition, send_letters, together

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.forum.domain.editions import change_capacity, change_category_capacity
from grappe.apps.forum.domain.offers import accept_offer, lapse_offers
from grappe.apps.forum.domain.registrations import (
    approve_registration,
    cancel_registration,
    change_consents,
    change_registration,
    link_registrations,
    refuse_registration,
    register_participant,
)
from grappe.apps.forum.enums import PLACE_HOLDERS, RegistrationState
from grappe.apps.forum.errors import (
    AlreadyDecidedError,
    AlreadyRegisteredError,
    CapacityTooSmallError,
    RegistrationClosedError,
)
from grappe.apps.forum.models import Registration

STATES = RegistrationState


def register(category, **values):
    key, person = values.pop("key", None) or uuid4(), attendee(**values)
    return register_participant(edition=category.edition, category=category, attendee=person, key=key, by=None)


def places_add_up(edition):
    """The counters say what the rows say, nothing is over its capacity, and nobody waits beside a free place."""
    edition.refresh_from_db()
    confirmed = edition.registrations.filter(state__in=PLACE_HOLDERS)
    assert edition.held_places == confirmed.count()
    has_room = edition.capacity is None or edition.held_places < edition.capacity
    for category in edition.categories.all():
        assert category.held_places == confirmed.filter(category=category).count()
        room = has_room and (category.capacity is None or category.held_places < category.capacity)
        assert not (room and category.registrations.filter(state=STATES.WAITING).exists())


@pytest.mark.django_db
def test_a_registration_is_confirmed_and_told(mailoutbox):
    category = make_category(make_edition(place="Sophia Antipolis"))
    made = register(category, email=" Ada@Example.ORG ", full_name="Ada", language="en", agrees_to_photo=True)
    assert (made.state, made.email) == ("confirmed", "ada@example.org")
    assert made.photo_consent_at is not None
    assert made.catalogue_consent_at is None
    assert len(made.code) >= 20
    assert AuditEntry.objects.get(verb="register_participant").target_id == str(made.pk)
    send_letters()
    (message,) = mailoutbox
    assert "confirmed" in message.subject
    assert "Sophia Antipolis" in message.body


@pytest.mark.django_db
def test_a_letter_speaks_the_person_s_language(mailoutbox):
    register(make_category(make_edition()), language="fr")
    send_letters()
    assert "confirmée" in mailoutbox[0].subject


@pytest.mark.django_db
def test_a_retry_finds_what_the_first_try_made():
    category, key = make_category(make_edition()), uuid4()
    first = register(category, key=key, email="ada@example.org")
    assert register(category, key=key, email="ada@example.org").pk == first.pk
    with pytest.raises(AlreadyRegisteredError, match="new one"):
        register(category, key=key, email="other@example.org")
    with pytest.raises(AlreadyRegisteredError, match="registered already"):
        register(category, email="ADA@example.org")
    assert Registration.objects.count() == 1


@pytest.mark.django_db
def test_whoever_cancelled_can_come_back():
    category = make_category(make_edition())
    cancel_registration(registration=register(category, email="ada@example.org"), by=None)
    assert register(category, email="ada@example.org").state == "confirmed"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "edition",
    [
        {"state": "prepared"},
        {"state": "over"},
        {"registration_opens_at": None},
        {"registration_opens_at": timezone.now() + timedelta(days=1)},
        {"registration_closes_at": timezone.now() - timedelta(hours=1)},
    ],
)
def test_nobody_registers_out_of_time_but_guests(edition):
    category = make_category(make_edition(**edition))
    with pytest.raises(RegistrationClosedError):
        register(category)
    guest = {"attendee": attendee(), "key": uuid4(), "by": None, "is_invited": True}
    assert register_participant(edition=category.edition, category=category, **guest).state == "confirmed"


@pytest.mark.django_db
def test_a_category_belongs_to_its_edition_and_may_be_by_invitation():
    press = make_category(make_edition(), is_offered=False)
    with pytest.raises(RegistrationClosedError, match="invitation"):
        register(press)
    other = {"attendee": attendee(), "key": uuid4(), "by": None}
    with pytest.raises(RegistrationClosedError, match="another edition"):
        register_participant(edition=make_edition(), category=press, **other)


@pytest.mark.django_db
def test_an_approval_confirms_or_queues_and_is_given_once():
    category, office = make_category(make_edition(), needs_approval=True, capacity=1), make_user()
    first, second, third = (register(category) for _number in range(3))
    assert first.state == "pending"
    assert approve_registration(registration=first, by=office).state == "confirmed"
    assert approve_registration(registration=second, by=office).state == "waiting"
    assert refuse_registration(registration=third, reason="Students only.", by=office).reason == "Students only."
    with pytest.raises(AlreadyDecidedError):
        approve_registration(registration=first, by=office)
    places_add_up(category.edition)


@pytest.mark.django_db
def test_the_waiting_list_refills_itself_in_order(mailoutbox):
    category = make_category(make_edition(capacity=2))
    first, _second, third, fourth = (register(category, language="en") for _number in range(4))
    assert [third.state, fourth.state] == ["waiting", "waiting"]
    cancel_registration(registration=first, by=None)
    third.refresh_from_db()
    fourth.refresh_from_db()
    assert [third.state, fourth.state] == ["confirmed", "waiting"]
    send_letters()
    assert [message.to for message in mailoutbox if "confirmed" in message.subject][-1] == [third.email]


@pytest.mark.django_db
def test_a_full_category_keeps_nobody_of_another_from_coming_in():
    edition = make_edition(capacity=2)
    narrow, wide = make_category(edition, capacity=1), make_category(edition)
    first, blocked = register(narrow), register(narrow)
    second, queued = register(wide), register(wide)
    assert [blocked.state, second.state, queued.state] == ["waiting", "confirmed", "waiting"]
    cancel_registration(registration=second, by=None)
    queued.refresh_from_db()
    assert queued.state == "confirmed"
    cancel_registration(registration=first, by=None)
    blocked.refresh_from_db()
    assert blocked.state == "confirmed"
    places_add_up(edition)


@pytest.mark.django_db
def test_a_larger_capacity_lets_people_in_and_a_smaller_one_puts_nobody_out():
    category = make_category(make_edition(capacity=1), capacity=1)
    register(category), register(category)
    change_capacity(edition=category.edition, capacity=5, by=None)
    assert Registration.objects.filter(state="confirmed").count() == 1
    change_category_capacity(category=category, capacity=5, by=None)
    assert Registration.objects.filter(state="confirmed").count() == 2
    with pytest.raises(CapacityTooSmallError, match="2"):
        change_capacity(edition=category.edition, capacity=1, by=None)
    places_add_up(category.edition)


ACTS = ["register", "cancel", "approve", "refuse", "grow", "category", "accept", "lapse"]
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 30)), max_size=25)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, capacity=st.integers(0, 4), category_capacity=st.one_of(st.none(), st.integers(0, 3)))
def test_places_add_up_whatever_happens(steps, capacity, category_capacity):
    edition, office = make_edition(capacity=capacity), make_user()
    categories = [
        make_category(edition, capacity=category_capacity),
        make_category(edition, hours_to_accept=24),
        make_category(edition, needs_approval=True),
    ]
    acts = {"cancel": cancel_registration, "approve": approve_registration, "refuse": refuse_registration}
    for act, number in steps:
        rows = list(edition.registrations.order_by("pk"))
        try:
            if act == "register":
                register(categories[number % 3])
            elif act == "grow":
                change_capacity(edition=edition, capacity=number % 8, by=office)
            elif act == "category":
                change_category_capacity(category=categories[0], capacity=number % 5, by=office)
            elif act == "lapse":
                lapse_offers(now=timezone.now() + timedelta(days=number % 3))
            elif act == "accept" and rows:
                accept_offer(registration=rows[number % len(rows)], by=office)
            elif rows:
                more = {} if act == "approve" else {"reason": "because"}
                acts[act](registration=rows[number % len(rows)], by=office, **more)
        except (AlreadyDecidedError, CapacityTooSmallError):
            pass
        places_add_up(edition)


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_share_ten_places():
    category = make_category(make_edition(capacity=10))
    made = together(40, lambda _number: register(category))
    assert sorted(one.state for one in made) == ["confirmed"] * 10 + ["waiting"] * 30
    places_add_up(category.edition)


@pytest.mark.django_db(transaction=True)
def test_twenty_tries_of_one_form_make_one_registration():
    category, key = make_category(make_edition(capacity=10)), uuid4()
    made = together(20, lambda _number: register(category, key=key, email="ada@example.org"))
    assert {one.pk for one in made} == {Registration.objects.get().pk}
    places_add_up(category.edition)


@pytest.mark.django_db(transaction=True)
def test_twenty_forms_of_one_person_make_one_registration():
    category = make_category(make_edition())
    made = together(20, lambda _number: register(category, email="ada@example.org"))
    assert sum(isinstance(one, AlreadyRegisteredError) for one in made) == 19
    assert Registration.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_people_come_and_go_at_once_and_no_place_is_lost():
    category = make_category(make_edition(capacity=5))
    held = [register(category) for _number in range(20)]

    def step(number):
        return register(category) if number % 2 else cancel_registration(registration=held[number // 2], by=None)

    results = together(40, step)
    assert [one for one in results if isinstance(one, Exception)] == []
    places_add_up(category.edition)
    assert Registration.objects.filter(state="confirmed").count() == 5
    assert Registration.objects.filter(state="cancelled").count() == 20


@pytest.mark.django_db
def test_people_correct_what_they_said_and_take_consents_back():
    made = register(make_category(make_edition()), agrees_to_catalogue=True)
    change_registration(registration=made, values={"diet_needs": "no nuts", "email": "x@y.example"}, by=None)
    change_consents(registration=made, agrees_to_catalogue=False, agrees_to_photo=True, by=None)
    made.refresh_from_db()
    assert made.diet_needs == "no nuts"
    assert made.email.endswith("@forum.example")
    assert made.catalogue_consent_at is None
    assert made.photo_consent_at is not None


@pytest.mark.django_db
def test_an_account_takes_up_what_was_registered_under_its_proved_address():
    category = make_category(make_edition())
    mine, other = register(category, email="ada@example.org"), register(category)
    person = make_user("ada@example.org")
    person.emailaddress_set.update(verified=False)
    assert link_registrations(by=person) == 0
    person.emailaddress_set.update(verified=True)
    assert link_registrations(by=person) == 1
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.user, other.user) == (person, None)
