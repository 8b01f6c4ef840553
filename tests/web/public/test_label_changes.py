"""The home page says why its two numbers of clusters differ."""

from datetime import date

import pytest
from django.test import Client
from tests.cluster_rows import make_cluster, make_label

from grappe.apps.directory.domain.programme import load_programme
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import LabelPeriod
from grappe.web.public.label_changes import label_changes

DAY = date(2026, 1, 15)


@pytest.mark.django_db
def test_the_clusters_labelled_since_are_named_with_their_source(client: Client):
    load_reference()
    load_programme(today=DAY)
    found = label_changes(labelled=57, today=DAY)
    assert (found.published, found.today) == (55, 57)
    assert [cluster.slug for cluster in found.gained] == ["eau", "aquanova"]
    assert found.lost == []
    page = client.get("/fr/").content.decode()
    assert "Labellisés depuis" in page
    assert all(source.title_fr in page for source in found.sources)


@pytest.mark.django_db
def test_a_label_lost_since_is_told():
    kept, gone = make_cluster("Gardé"), make_cluster("Perdu")
    make_label(kept)
    make_label(gone, until=date(2024, 6, 1))
    found = label_changes(labelled=1, today=DAY)
    assert ([one.name for one in found.lost], found.gained) == (["Perdu"], [])


@pytest.mark.django_db
def test_nothing_is_told_while_the_published_number_holds():
    assert label_changes(labelled=55, today=DAY) is None
    assert not LabelPeriod.objects.exists()
