"""The packaged encoder, where it is installed."""

import sys
from importlib.util import find_spec

import numpy as np
import pytest

from grappe.engines.affinity import affinities, packaged_encoder
from grappe.engines.texts.encoder import PACKAGE, encoded, installed_encoder
from grappe.engines.texts.errors import EncoderAbsentError

is_installed = find_spec(PACKAGE) is not None
with_encoder = pytest.mark.skipif(not is_installed, reason="the extra 'encoder' is not installed")


def test_its_absence_says_what_to_install(monkeypatch):
    # As Python sees a package that is not there.
    monkeypatch.setitem(sys.modules, PACKAGE, None)
    assert installed_encoder() is None
    with pytest.raises(EncoderAbsentError, match="grappe\\[encoder\\]"):
        packaged_encoder()


@with_encoder
def test_a_translation_is_nearer_than_another_subject():
    sense = packaged_encoder()
    french, english, other = encoded(sense, ["Le blé résiste à la sécheresse.", "Wheat withstands drought.", "A song."])
    assert french @ english > 0.6 > french @ other


@with_encoder
def test_the_order_of_texts_changes_no_vector():
    sense, texts = packaged_encoder(), ["one " * (7 * place % 5 + 1) for place in range(70)]
    np.testing.assert_allclose(encoded(sense, texts)[::-1], encoded(sense, texts[::-1]), atol=1e-5)


@with_encoder
def test_a_french_proposal_finds_an_english_expert():
    from tests.engines.affinity.test_affinity import problem_of

    crossing = problem_of(
        ["Résistance du blé à la sécheresse"], {"a": ["Sonnets and songs"], "b": ["Drought in wheat"]}
    )
    assert affinities(crossing, encoder=packaged_encoder()).values.argmax() == 1
