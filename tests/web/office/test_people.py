import pytest
from django.utils.translation import override

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import AuditEntry, User
from grappe.web.office.audit_details import details_of
from grappe.web.office.forms.cluster import DescribeForm, SuccessionForm
from grappe.web.office.forms.members import AddMemberForm
from grappe.web.office.forms.people import MandateForm
from tests.factories import make_cluster, make_user

pytestmark = pytest.mark.django_db
PEOPLE = "/en/office/people/"


@pytest.fixture
def administrator(client):
    user = make_user("root@example.org")
    grant_role(user=user, role=Role.ADMINISTRATOR, by=None)
    client.force_login(user)
    return user


def test_a_person_is_invited_then_appointed(client, administrator):
    answer = client.post(f"{PEOPLE}invite/", {"email": "New@Example.org", "full_name": "Noé", "language": "fr"})
    user = User.objects.get(email="new@example.org")
    assert answer["Location"] == f"{PEOPLE}{user.pk}/"
    cluster = make_cluster()
    client.post(f"{PEOPLE}{user.pk}/clusters/", {"cluster": cluster.pk})
    client.post(f"{PEOPLE}{user.pk}/roles/", {"role": "expert"})
    assert user.officer_mandates.get().cluster == cluster
    assert user.role_grants.get().role == "expert"

    client.post(f"{PEOPLE}{user.pk}/clusters/", {"cluster": cluster.pk, "dismiss": "1"})
    client.post(f"{PEOPLE}{user.pk}/roles/", {"role": "expert", "revoke": "1"})
    assert not user.officer_mandates.exists()
    assert not user.role_grants.exists()


def test_an_address_is_invited_once(client, administrator):
    page = client.post(f"{PEOPLE}invite/", {"email": "ROOT@example.org", "language": "fr"})
    assert "has an account already" in page.content.decode()


def test_the_last_administrator_keeps_role_and_account(client, administrator):
    page = client.post(f"{PEOPLE}{administrator.pk}/roles/", {"role": "administrator", "revoke": "1"}, follow=True)
    assert "Appoint another administrator first" in page.content.decode()
    page = client.post(f"{PEOPLE}{administrator.pk}/account/", {"reason": "tired"}, follow=True)
    assert "cannot close your own account" in page.content.decode()


def test_an_account_is_closed_with_a_reason_and_opened_again(client, administrator):
    user = make_user()
    assert client.post(f"{PEOPLE}{user.pk}/account/", {"reason": ""}).status_code == 200
    for expected in (False, True):
        client.post(f"{PEOPLE}{user.pk}/account/", {"reason": "asked by mail"})
        user.refresh_from_db()
        assert user.is_active is expected


def test_a_programme_officer_sees_people_but_gives_no_role(client):
    officer, user = make_user(), make_user("ada@example.org", full_name="Ada")
    grant_role(user=officer, role=Role.PROGRAMME_OFFICER, by=None)
    client.force_login(officer)
    assert "Ada" in client.get(PEOPLE, {"q": "ada@"}).content.decode()
    assert client.post(f"{PEOPLE}{user.pk}/roles/", {"role": "administrator"}).status_code == 403
    assert client.post(f"{PEOPLE}{user.pk}/account/", {"reason": "x"}).status_code == 403
    assert not user.role_grants.exists()


def test_people_are_filtered_by_role_with_a_constant_number_of_questions(
    client, administrator, django_assert_max_num_queries
):
    for _ in range(20):
        grant_role(user=make_user(), role=Role.EXPERT, by=None)
    with django_assert_max_num_queries(14):
        page = client.get(PEOPLE, {"role": "expert"})
    assert page.context["page"].paginator.count == 20


def test_the_log_is_filtered_by_person_verb_kind_and_day(client, administrator):
    make_user("ada@example.org")
    client.post(f"{PEOPLE}{User.objects.get(email='ada@example.org').pk}/roles/", {"role": "expert"})
    entry = AuditEntry.objects.first()

    def count(**query):
        return client.get("/en/office/audit/", query).context["page"].paginator.count

    assert count() == AuditEntry.objects.count()
    assert count(verb=entry.verb, kind=entry.target_type, q="root@") == 1
    assert count(q="nobody at all") == 0
    assert count(until="2001-01-01") == 0
    assert count(since="not a day") == 0
    assert count(q="\x00") >= 0


def test_the_log_tells_its_details_in_words(client, administrator, django_assert_num_queries):
    cluster = make_cluster()
    for number in range(3):
        person = make_user(f"person{number}@example.org", full_name=f"Ada {number}")
        client.post(f"{PEOPLE}{person.pk}/roles/", {"role": "programme_officer"})
        client.post(f"{PEOPLE}{person.pk}/clusters/", {"cluster": cluster.pk})
    lines = client.get("/en/office/audit/").context["lines"]
    details = [detail for _entry, told in lines for detail in told]
    assert ("role", "programme officer") in details
    assert {text for label, text in details if label == "person"} >= {str(User.objects.get(full_name="Ada 2"))}
    with django_assert_num_queries(1):
        details_of([entry for entry, _told in lines])


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ({"fields": ["legal_name", "gone"]}, [("values", "legal name, gone")]),
        ({"before": {"city": "Nice"}}, [("before", "city: Nice")]),
        ({"kind": "members", "reasons": {"missing": 1}}, [("kind", "Members of a cluster")]),
        ({"records": {"college": {"created": 2, "changed": 0}}}, [("records", "college (created 2)")]),
        ({"merged": 0, "score": None, "locked": True}, [("merged record", "0"), ("locked", "yes")]),
        ({"since": "2024-02-01"}, [("since", "1 Feb 2024")]),
    ],
)
def test_each_kind_of_detail_has_its_words(detail, told):
    entry = AuditEntry(target_type="directory.organisation", target_id="1", detail=detail)
    with override("en"):
        assert details_of([entry]) == [(entry, told)]


@pytest.mark.parametrize("form", [MandateForm, SuccessionForm, DescribeForm, AddMemberForm])
def test_an_empty_choice_says_what_it_means(form):
    empty = [str(field.empty_label) for field in form.base_fields.values() if getattr(field, "empty_label", None)]
    assert empty
    assert not any(label.startswith("-") for label in empty)


def test_the_filters_of_the_log_say_what_an_empty_choice_means(client, administrator):
    form = client.get("/en/office/audit/").context["form"]
    assert [str(form.fields[name].choices[0][1]) for name in ("verb", "kind")] == ["Whatever was done", "All kinds"]
