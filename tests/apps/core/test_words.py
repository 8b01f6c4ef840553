"""Which known word a slip of the pen stands for."""

from grappe.apps.core.queries.words import Vocabulary, replacement


def test_of_two_words_as_near_the_one_that_starts_alike_is_meant():
    near = {"aeronotique": [("aeronautique", 9), ("agronomique", 200)]}
    assert replacement("aeronotique", Vocabulary({}, near)) == ("aeronautique",)


def test_of_two_words_that_start_alike_the_more_frequent_is_meant():
    near = {"minalogik": [("minalogit", 1), ("minalogic", 3)]}
    assert replacement("minalogik", Vocabulary({}, near)) == ("minalogic",)
