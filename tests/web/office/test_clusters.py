from datetime import date

import pytest
from django.utils import timezone

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.directory.domain.clusters import rename_cluster
from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.directory.models import ClusterSuccession, College, Theme
from tests.factories import make_cluster, make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster():
    return make_cluster("Photonique", slug="photonique", website="https://photonique.example")


@pytest.fixture
def officer(client, cluster):
    user = make_user()
    appoint_officer(user=user, cluster=cluster, by=None)
    client.force_login(user)
    return user


@pytest.fixture
def programme(client):
    user = make_user()
    grant_role(user=user, role=Role.PROGRAMME_OFFICER, by=None)
    client.force_login(user)
    return user


def address(page=""):
    return f"/en/office/clusters/photonique/{page}"


def form_of(client, page, **changed):
    form = client.get(page).context["form"]
    return {name: held for name in form.fields if (held := form[name].value())} | changed


def test_a_description_is_set_in_the_officers_name(client, cluster, officer):
    theme = Theme.objects.create(code="optics", name_fr="Optique", name_en="Optics")
    answer = client.post(
        address(), form_of(client, address(), description_fr="De la lumière", city="Lannion", themes=[theme.pk])
    )
    assert answer.status_code == 302
    cluster.refresh_from_db()
    assert (cluster.description_fr, cluster.city, list(cluster.themes.all())) == ("De la lumière", "Lannion", [theme])
    assert cluster.origin_of("city")["by"] == officer.pk
    assert "website" not in cluster.provenance


def test_a_description_changed_meanwhile_is_not_overwritten(client, cluster, officer):
    typed = form_of(client, address(), city="Lannion")
    cluster.city = "Brest"
    cluster.save()
    page = client.post(address(), typed)
    cluster.refresh_from_db()
    assert cluster.city == "Brest"
    assert "Held now: Brest" in page.content.decode()


def test_a_refused_description_keeps_what_was_typed(client, cluster, officer):
    page = client.post(address(), form_of(client, address(), website="nonsense", description_en="Kept text"))
    assert page.status_code == 200
    assert "Kept text" in page.content.decode()


def test_a_new_name_ends_the_earlier_one(client, cluster, officer):
    rename_cluster(cluster=cluster, name="Photonique", acronym="", since=date(2005, 7, 12), by=officer)
    data = {"name-name": "Images et réseaux", "name-acronym": "IR", "name-since": "2024-01-01"}
    assert client.post(address("life/name/"), data).status_code == 302
    cluster.refresh_from_db()
    assert cluster.name == "Images et réseaux"
    assert [(one.name, one.period.upper) for one in cluster.names.order_by("period")] == [
        ("Photonique", date(2024, 1, 1)),
        ("Images et réseaux", None),
    ]
    too_early = client.post(address("life/name/"), data | {"name-since": "2023-01-01"})
    assert "a new one starts later" in too_early.content.decode()


def test_label_and_succession_are_the_programmes_word(client, cluster, officer):
    other = make_cluster()
    label = {"label-status": "labelled", "label-since": "2005-07-12"}
    succession = {"succession-successor": other.pk, "succession-kind": "merged_into"}
    assert client.post(address("life/label/"), label).status_code == 403
    assert client.post(address("life/succession/"), succession).status_code == 403
    assert set(client.get(address("life/")).context["forms"]) == {"name"}


def test_label_periods_follow_each_other(client, cluster, programme):
    client.post(address("life/label/"), {"label-status": "labelled", "label-since": "2005-07-12"})
    client.post(address("life/label/"), {"label-status": "lost", "label-since": "2010-01-01"})
    assert [(one.status, one.period.lower, one.period.upper) for one in cluster.label_periods.order_by("period")] == [
        ("labelled", date(2005, 7, 12), date(2010, 1, 1)),
        ("lost", date(2010, 1, 1), None),
    ]
    overlap = client.post(
        address("life/label/"), {"label-status": "labelled", "label-since": "2006-01-01", "label-until": "2007-01-01"}
    )
    assert "overlaps one that is recorded" in overlap.content.decode()
    backwards = {"label-status": "labelled", "label-since": "2006-01-01", "label-until": "2005-01-01"}
    assert "choose a later end" in client.post(address("life/label/"), backwards).content.decode()


def test_a_succession_is_recorded_once_and_never_of_itself(client, cluster, programme):
    other = make_cluster()
    data = {"succession-successor": other.pk, "succession-kind": "merged_into", "succession-happened_on": "2019-01-01"}
    client.post(address("life/succession/"), data)
    client.post(address("life/succession/"), data | {"succession-kind": "renamed_to"})
    assert ClusterSuccession.objects.get().kind == "renamed_to"
    itself = client.post(address("life/succession/"), data | {"succession-successor": cluster.pk})
    assert "cannot succeed itself" in itself.content.decode()


def test_colleges_are_added_once_and_removed_when_empty(client, cluster, officer):
    for _ in range(2):
        page = client.post(address("colleges/"), {"name_fr": "Entreprises", "name_en": "Firms"})
    assert "a college of that name already" in page.content.decode()
    college = College.objects.get()
    membership = make_membership(make_organisation(), cluster, college=college)
    page = client.post(address(f"colleges/{college.pk}/remove/"), follow=True)
    assert "move them to another first" in page.content.decode()
    membership.delete()
    client.post(address(f"colleges/{college.pk}/remove/"))
    assert not College.objects.exists()


def test_a_member_is_found_added_moved_and_its_membership_ended(client, cluster, officer):
    organisation = make_organisation("Société Lumière")
    college = College.objects.create(cluster=cluster, code="firms", name_fr="Entreprises", name_en="Firms")
    assert "Société Lumière" in client.get(address("members/add/"), {"q": "lumiere"}).content.decode()

    data = {"organisation": organisation.pk, "since": "2024-01-01", "fee_class": "sme", "college": ""}
    client.post(address("members/add/"), data)
    again = client.post(address("members/add/"), data)
    assert "already" in again.content.decode()
    membership = cluster.memberships.get()

    page = f"/en/office/memberships/{membership.pk}/"
    client.post(page, form_of(client, page, college=college.pk, fee_class="micro"))
    membership.refresh_from_db()
    assert (membership.college, membership.fee_class) == (college, "micro")

    assert "choose a later day" in client.post(f"{page}close/", {"close-until": "2023-01-01"}).content.decode()
    client.post(f"{page}close/", {"close-until": "2024-06-01"})
    membership.refresh_from_db()
    assert membership.period.upper == date(2024, 6, 1)
    assert "Société Lumière" not in client.get(address("members/")).content.decode()
    assert "Société Lumière" in client.get(address("members/"), {"when": "all"}).content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_members_are_exported_as_they_are_filtered(client, cluster, officer, kind):
    make_membership(make_organisation("=HYPERLINK(1)"), cluster)
    answer = client.get(address(f"members.{kind}"))
    assert answer.status_code == 200
    body = b"".join(answer) if answer.streaming else answer.content
    if kind == "csv":
        assert "'=HYPERLINK(1)" in body.decode()
    assert client.get(address("members.exe")).status_code == 404


def test_the_members_page_asks_the_same_number_of_questions_whatever_its_length(
    client, cluster, officer, django_assert_max_num_queries
):
    for _ in range(30):
        make_membership(make_organisation(), cluster)
    with django_assert_max_num_queries(14):
        client.get(address("members/"))
    with django_assert_max_num_queries(8):
        b"".join(client.get(address("members.csv")))


def test_a_present_member_is_one_whose_period_holds_today(client, cluster, officer):
    make_membership(make_organisation("Tomorrow"), cluster, since=timezone.localdate() + timezone.timedelta(days=1))
    assert client.get(address("members/")).context["page"].paginator.count == 0
