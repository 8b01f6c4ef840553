import polib
import pytest

from grappe.cli.mending import entries_of, read_mended

HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'


def entries(tmp_path, text):
    path = tmp_path / "django.po"
    path.write_text(HEADER + "\n" + text, encoding="utf-8")
    return {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in polib.pofile(read_mended(path))}


def test_a_sound_catalogue_is_read_as_it_is(tmp_path):
    text = 'msgid "one"\nmsgstr "un"\n\nmsgid "%d member"\nmsgid_plural "%d members"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
    assert entries(tmp_path, text) == {"one": "un", "%d member": {0: "a", 1: "b"}}


def test_the_first_filled_translation_is_kept(tmp_path):
    text = 'msgid "one"\nmsgstr ""\nmsgstr "un"\nmsgstr "une"\n\nmsgid "two"\nmsgstr "deux"\n'
    assert entries(tmp_path, text) == {"one": "un", "two": "deux"}


def test_a_message_left_without_its_translation_is_dropped(tmp_path):
    assert entries(tmp_path, 'msgid "lost"\nmsgid "two"\nmsgstr "deux"\n') == {"two": "deux"}


def test_conflict_marks_are_passed_over(tmp_path):
    text = '<<<<<<< ours\nmsgid "one"\nmsgstr "un"\n=======\nmsgid "two"\nmsgstr "deux"\n>>>>>>> theirs\n'
    assert entries(tmp_path, text) == {"one": "un", "two": "deux"}


def test_a_text_over_several_lines_stays_whole(tmp_path):
    text = 'msgid ""\n"one\\n"\n"two"\nmsgstr ""\n"un\\n"\n"deux"\nmsgstr ""\n"uno\\n"\n'
    assert entries(tmp_path, text) == {"one\ntwo": "un\ndeux"}


def test_one_text_in_two_contexts_stays_two_entries():
    lines = ['msgctxt "a"', 'msgid "one"', 'msgstr "un"', 'msgctxt "b"', 'msgid "one"', 'msgstr "une"']
    assert [entry["msgstr"] for entry in entries_of(lines)] == ['"un"', '"une"']


def test_another_kind_of_file_is_refused():
    with pytest.raises(ValueError, match="not part of a catalogue"):
        entries_of(["name,city"])
