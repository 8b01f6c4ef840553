"""Profiles: what the check-list asks, who reviews, what bad input meets, how copies are found."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import make_cluster, make_membership, make_organisation, make_user
from tests.partnership_rows import make_draft, make_published, whole_values

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.core.wanted import read_wanted
from grappe.apps.directory.domain.edits import ChangedMeanwhileError
from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer
from grappe.apps.partnerships.domain.profiles import (
    change_profile,
    draft_profile,
    expire_profiles,
    publish_profile,
    renew_profile,
    return_profile,
    submit_profile,
    withdraw_profile,
)
from grappe.apps.partnerships.enums import PartnershipKind, ProfileState, QualityCheck
from grappe.apps.partnerships.errors import ProfileRefusedError
from grappe.apps.partnerships.models import PartnershipProfile
from grappe.apps.partnerships.queries.copies import copies_of
from grappe.apps.partnerships.queries.profiles import ProfilesAsked, checked, profiles_asked, published_profiles
from grappe.apps.partnerships.sketches import COPY, RUN, resemblance, runs_of, sketch_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def lacking(profile):
    return {one.check for one in checked(profile) if not one.is_met}


def test_a_profile_goes_from_draft_to_published_and_leaves_its_trace():
    member, writer = make_organisation("Vesporel"), make_user()
    officer, cluster = make_user(), make_cluster()
    make_membership(member, cluster)
    appoint_editor(user=writer, organisation=member, by=None)
    appoint_officer(user=officer, cluster=cluster, by=None)
    profile = make_draft(member, by=writer)
    assert writer.has_perm("partnerships.write_profile", profile)
    held = submit_profile(profile=profile, by=writer)
    assert officer.has_perm("partnerships.review_profile", held)
    assert not writer.has_perm("partnerships.review_profile", held)
    held = publish_profile(profile=held, by=officer)
    assert list(published_profiles(today=TODAY)) == [held]
    assert held.expires_on > TODAY + timedelta(days=300)
    verbs = AuditEntry.objects.filter(target_id=str(held.pk), target_type="partnerships.partnershipprofile")
    assert [one.verb for one in verbs.order_by("pk")] == ["draft_profile", "submit_profile", "publish_profile"]


def test_whoever_submits_does_not_review_even_an_officer():
    member, cluster, officer = make_organisation(), make_cluster(), make_user()
    make_membership(member, cluster)
    appoint_officer(user=officer, cluster=cluster, by=None)
    held = submit_profile(profile=make_draft(member, by=officer), by=officer)
    assert not officer.has_perm("partnerships.review_profile", held)


def test_an_empty_profile_is_kept_as_a_draft_and_told_everything_it_lacks():
    empty = draft_profile(body=make_organisation(), kind=PartnershipKind.TECHNOLOGY_OFFER, by=make_user())
    assert lacking(empty) == set(QualityCheck) - {QualityCheck.NO_CONTACT, QualityCheck.ORIGINAL}
    with pytest.raises(ProfileRefusedError) as refusal:
        submit_profile(profile=empty, by=make_user())
    assert len(refusal.value.lacking) == len(lacking(empty))


@pytest.mark.parametrize(
    ("values", "check"),
    [
        ({"title_en": "Tank"}, QualityCheck.TITLE),
        ({"summary_en": "Short."}, QualityCheck.SUMMARY),
        ({"text_en": "Too short."}, QualityCheck.DESCRIPTION),
        ({"stage": ""}, QualityCheck.STAGE),
        ({"partner_role": ""}, QualityCheck.PARTNER),
        ({"languages": []}, QualityCheck.LANGUAGES),
        ({"may_be_found": False}, QualityCheck.CONSENT),
        ({"summary_en": "Write to someone@firm.example, who answers quickly. " * 3}, QualityCheck.NO_CONTACT),
        ({"summary_en": "Call us on +33 4 93 00 00 00 whenever you like, we answer." * 2}, QualityCheck.NO_CONTACT),
        (
            {"title_en": "Кріогенні баки для водню", "summary_en": "Ми робимо баки. " * 8, "text_en": "Баки. " * 80},
            QualityCheck.SCRIPT,
        ),
    ],
)
def test_each_line_of_the_check_list_sees_what_it_is_for(values, check):
    assert lacking(make_draft(**values)) == {check}


def test_a_text_of_200_kilobytes_is_refused_and_null_characters_are_dropped():
    with pytest.raises(ProfileRefusedError, match="20000"):
        make_draft(text_en="x" * 200_000)
    assert make_draft(title_en="Tanks for liquid\x00 hydrogen").title_en == "Tanks for liquid hydrogen"


def test_a_copy_of_another_profile_is_seen_and_left_to_the_reviewer():
    first = make_published()
    copied = {name: getattr(first, name) for name in ("title_en", "summary_en", "text_en")}
    copy = make_draft(**copied | {"title_en": "A quite different title for the same tanks"})
    found = copies_of(copy)
    assert [(one.profile, one.is_own) for one in found] == [(first, False)]
    assert found[0].share > 0.8
    assert lacking(copy) == {QualityCheck.ORIGINAL}
    assert submit_profile(profile=copy, by=make_user()).state == ProfileState.IN_REVIEW


def test_one_s_own_copy_is_told_as_such_and_another_s_draft_is_not_told():
    body = make_organisation()
    first = make_draft(body)
    copied = {name: getattr(first, name) for name in ("title_en", "summary_en", "text_en")}
    assert [one.is_own for one in copies_of(make_draft(body, **copied))] == [True]
    assert copies_of(make_draft(**copied)) == []


def test_a_change_takes_a_published_profile_back_and_a_late_one_is_refused():
    held = make_published()
    seen = held.updated_at
    changed = change_profile(profile=held, values={"stage": "idea"}, seen=seen, by=make_user())
    assert changed.state == ProfileState.DRAFT
    assert not published_profiles(today=TODAY).exists()
    with pytest.raises(ChangedMeanwhileError):
        change_profile(profile=held, values={"stage": "laboratory"}, seen=seen, by=make_user())


def test_a_profile_is_given_back_with_a_remark_and_never_without():
    held = submit_profile(profile=make_draft(), by=make_user())
    with pytest.raises(ProfileRefusedError):
        return_profile(profile=held, remark="  ", by=make_user())
    assert return_profile(profile=held, remark="Say the size.", by=make_user()).remark == "Say the size."
    with pytest.raises(ProfileRefusedError):
        publish_profile(profile=held, by=make_user())


def test_a_profile_expires_is_renewed_and_withdrawn():
    held = make_published()
    assert expire_profiles(today=held.expires_on - timedelta(days=1)) == 0
    assert expire_profiles(today=held.expires_on) == 1
    held.refresh_from_db()
    assert held.state == ProfileState.EXPIRED
    assert renew_profile(profile=held, by=make_user()).state == ProfileState.PUBLISHED
    withdraw_profile(profile=held, by=make_user())
    with pytest.raises(ProfileRefusedError):
        renew_profile(profile=held, by=make_user())


def test_the_database_keeps_a_profile_without_consent_from_being_published():
    with pytest.raises(IntegrityError):
        PartnershipProfile.objects.filter(pk=make_published().pk).update(may_be_found=False)


def test_filters_find_what_they_are_for():
    german = make_published(make_organisation(country="DE"), partner_countries=["FR"])
    everywhere = make_published(make_organisation(country="FR"), title_fr="Réservoirs composites pour l’hydrogène")

    def found(**asked):
        return set(profiles_asked(ProfilesAsked(**asked), today=TODAY))

    assert found(country="DE") == {german}
    assert found(sought_in="ES") == {everywhere}
    assert found(sought_in="FR") == {german, everywhere}
    assert found(words=read_wanted("réservoir")) == {everywhere}
    assert found(theme="energy", stage="prototype", role="research") == {german, everywhere}
    assert found(kind="business_offer") == set()


WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=RUN, max_size=24)


@settings(max_examples=60)
@given(one=WORDS, other=WORDS)
def test_sketches_of_short_texts_tell_the_exact_share_of_common_runs(one, other):
    """Below the sketch's size nothing is estimated: it equals the plain computation."""
    first, second = runs_of(" ".join(one)), runs_of(" ".join(other))
    share = resemblance(sketch_of(" ".join(one)), sketch_of(" ".join(other)))
    assert share == pytest.approx(len(first & second) / len(first | second))


def test_sketches_of_long_texts_estimate_it():
    words = [f"w{number}" for number in range(2000)]
    half = " ".join([*words[:1400], *(f"v{number}" for number in range(600))])
    exact = len(runs_of(" ".join(words)) & runs_of(half)) / len(runs_of(" ".join(words)) | runs_of(half))
    assert resemblance(sketch_of(" ".join(words)), sketch_of(half)) == pytest.approx(exact, abs=0.2)
    assert exact > COPY


def test_values_that_a_writer_does_not_set_are_refused():
    with pytest.raises(ProfileRefusedError):
        draft_profile(
            body=make_organisation(),
            kind=PartnershipKind.BUSINESS_OFFER,
            values=whole_values() | {"state": "published"},
            by=make_user(),
        )
