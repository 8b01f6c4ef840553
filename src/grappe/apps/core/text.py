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


def folded(field: str) -> models.GeneratedField:
    """A stored column that holds another, folded."""
    return models.GeneratedField(expression=Fold(field), output_field=models.TextField(), db_persist=True)


def search_vector(*, names: list[str], french: list[str], english: list[str]) -> models.GeneratedField:
    """A stored search vector: names unstemmed and first, texts by the stems of their language."""
    parts = [SearchVector(field, weight="A", config=NAMES) for field in names]
    parts += [SearchVector(field, weight="C", config=FRENCH) for field in french]
    parts += [SearchVector(field, weight="C", config=ENGLISH) for field in english]
    whole = reduce(add, parts)
    return models.GeneratedField(expression=whole, output_field=SearchVectorField(), db_persist=True)
