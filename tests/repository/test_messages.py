"""Both catalogues are complete and in step with the code."""

import re
import string

import polib
import pytest

from grappe.cli.extraction import extract_messages
from grappe.cli.messages import LANGUAGES, PACKAGE, catalogue_path, key

# "de" and "que" lose their vowel before some names: a sentence with a name in it is written without them.
NAMES = (
    "name|cluster|organisation|what|who|owner|owned|owners|enterprise|recipient|person|language|member|field|title|item"
)
ELIDED = re.compile(rf"\b(?:de|que|jusque|lorsque)\s[%{{]\(?(?:{NAMES})\b")


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_every_message_translated(language):
    found = {(message.context, message.singular, message.plural) for message in extract_messages(PACKAGE)}
    catalogue = polib.pofile(str(catalogue_path(language)))
    held = {key(entry) for entry in catalogue}

    assert found - held == set(), "run `grappe messages update`, then translate"
    assert held - found == set(), "run `grappe messages update`: these are used no more"
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


def test_translations_keep_the_placeholders():
    def names(text):
        percent = {part.split(")")[0] for part in text.split("%(")[1:]}
        braces = {field for _, field, _, _ in string.Formatter().parse(text) if field} if "{" in text else set()
        return percent | braces

    wrong = [
        entry.msgid
        for entry in polib.pofile(str(catalogue_path("fr")))
        if not entry.msgid_plural and names(entry.msgid) != names(entry.msgstr)
    ]
    assert wrong == []


def test_no_french_sentence_needs_an_elision_before_a_name():
    texts = (
        text
        for entry in polib.pofile(str(catalogue_path("fr")))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    )
    assert [text for text in texts if ELIDED.search(text)] == []
