"""Columns that PostgreSQL computes for search and sorting."""

from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

NAMES = "grappe_names"
FRENCH = "grappe_french"
ENGLISH = "grappe_english"


class Fold(models.Func):
    """Lower case without accents: what names are sorted and compared by."""

    function = "grappe_fold"
    output_field = models.TextField()


class Joined(models.Func):
    """The texts of an array, one after the other."""

    function = "grappe_joined"
    output_field = models.TextField()


def folded(field: str) -> models.GeneratedField:
    """A stored column that holds another, folded; its order is that of the letters, whatever the server's locale."""
    return models.GeneratedField(
        expression=Fold(field), output_field=models.TextField(db_collation="C"), db_persist=True
    )


def part(weight: str, config: str, *fields: str | models.Func) -> SearchVector:
    """One share of a search vector. A: names, B: other spellings and titles, C: places, D: texts."""
    return SearchVector(*fields, weight=weight, config=config)


def search_vector(*parts: SearchVector) -> models.GeneratedField:
    """A stored search vector: names unstemmed, titles and texts by the stems of their language."""
    whole = reduce(add, parts)
    return models.GeneratedField(expression=whole, output_field=SearchVectorField(), db_persist=True)
