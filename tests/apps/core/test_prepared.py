import pytest

from grappe.apps.core.models import Source
from grappe.apps.core.queries.prepared import PreparedQuestion

pytestmark = pytest.mark.django_db


def by_code(code):
    return Source.objects.filter(code=code).values_list("title")


def whatever_the_code(code):
    return Source.objects.exclude(pk=len(code)).values_list("title")


def test_each_time_the_values_asked_for_are_those_given(django_assert_num_queries):
    Source.objects.create(code="one", title="The first")
    Source.objects.create(code="two", title="The second")
    question = PreparedQuestion(by_code, code="an example")
    with django_assert_num_queries(3):
        assert question.rows(code="one") == [("The first",)]
        assert question.rows(code="two") == [("The second",)]
        assert question.rows(code="one' OR true --") == []


def test_a_question_that_forgets_what_it_is_asked_for_is_refused():
    question = PreparedQuestion(whatever_the_code, code="an example")
    with pytest.raises(AssertionError, match="code"):
        question.rows(code="one")
