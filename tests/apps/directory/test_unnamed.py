import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.apps.directory.unnamed import is_name, number_of_unnamed


@pytest.mark.parametrize("text", ["PIC Digital", "PIC", "Association PIC 12", "PIC 12 bis", "pic 12"])
def test_a_name_may_hold_the_same_letters(text):
    assert is_name(text)
    assert number_of_unnamed(text) == ""


@given(st.from_regex(r"[0-9]{1,12}", fullmatch=True).filter(str.isascii))
def test_a_number_alone_is_no_name(number):
    assert not is_name(f"PIC {number}")
    assert number_of_unnamed(f"PIC {number}") == number
