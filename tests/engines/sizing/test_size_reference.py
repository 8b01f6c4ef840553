"""The engine against the plain restatement of the law, and against the checker."""

from dataclasses import replace
from decimal import Decimal, getcontext
from fractions import Fraction

from hypothesis import given, settings
from tests.engines.sizing.size_examples import ON, firm, graph, holds, sized
from tests.engines.sizing.size_strategies import problems

from grappe.engines.sizing import Problem, assess, check, packaged_rules, problem_from_json, problem_to_json, render
from grappe.engines.sizing.links import linked_groups
from grappe.engines.sizing.reference import plain_groups, plain_possible, plain_weights
from grappe.engines.sizing.result import Assessment, Partner

LAWS = packaged_rules().definitions


@settings(max_examples=300)
@given(problems())
def test_the_engine_says_what_the_enumeration_says(problem: Problem) -> None:
    assessment = sized(problem)
    for law in LAWS:
        size = assessment.under(law.name)
        assert size.possible == plain_possible(problem, law, ON)
        assert check(problem, assessment) == ()


@settings(max_examples=300)
@given(problems())
def test_groups_are_the_finest_closed_partition(problem: Problem) -> None:
    for law in LAWS:
        found = linked_groups(problem, law)
        linkable = [enterprise.id for enterprise in problem.enterprises if enterprise.is_linkable]
        assert {found.of[name] for name in linkable} == set(plain_groups(problem, law))


@settings(max_examples=200)
@given(problems())
def test_everyone_counts_for_the_share_the_law_gives(problem: Problem) -> None:
    for law in LAWS:
        for year in sized(problem).under(law.name).years:
            counted = {part.enterprise: Fraction(part.share) / 100 for part in year.contributions}
            plain = plain_weights(problem, law, year.year)
            young = {name for name in plain if name not in counted}
            assert counted == {name: weight for name, weight in plain.items() if name not in young}
            assert all(problem.by_id[name].accounts_of(year.year) is None for name in young)


@given(problems())
def test_the_order_of_the_question_does_not_matter(problem: Problem) -> None:
    turned = Problem(problem.subject, problem.enterprises[::-1], problem.holdings[::-1])
    for one, other in zip(sized(problem).sizes, sized(turned).sizes, strict=True):
        assert (one.possible, one.linked, one.public_share) == (other.possible, other.linked, other.public_share)
        assert [(y.awu, y.turnover, y.balance) for y in one.years] == [
            (y.awu, y.turnover, y.balance) for y in other.years
        ]


@given(problems())
def test_a_replayed_problem_gives_the_same_answer_and_every_step_reads(problem: Problem) -> None:
    assert problem_from_json(problem_to_json(problem)) == problem
    for size in sized(problem).sizes:
        assert all(render(step) for step in size.steps)


def test_the_ambient_precision_does_not_matter() -> None:
    problem = graph([firm("a", "249.123456", 1, 1), firm("b", 3)], [holds("b", "a", "29.2181")])
    before, getcontext().prec = getcontext().prec, 3
    try:
        assert sized(problem).under("eu_sme").years[-1].awu == Decimal("249.999999")
    finally:
        getcontext().prec = before


def faults_of(assessment: Assessment, problem: Problem, **changes: object) -> set[str]:
    size = replace(assessment.sizes[0], **changes)  # type: ignore[arg-type]
    return {fault.code for fault in check(problem, replace(assessment, sizes=(size, *assessment.sizes[1:])))}


def test_the_checker_finds_what_is_wrong() -> None:
    firms = [firm("a", 10), firm("b", 20), firm("c", 100)]
    problem = graph(firms, [holds("a", "b", 60), holds("c", "b", 38)])
    good = assess(problem, on=ON)
    size = good.sizes[0]
    year = size.years[-1]
    assert check(problem, good) == ()
    assert "group.open_downstream" in faults_of(good, problem, linked=("a",))
    assert "group.open_upstream" in faults_of(good, problem, linked=("b",))
    assert "group.without_subject" in faults_of(good, problem, linked=("b",))
    assert "partner.forgotten" in faults_of(good, problem, partners=())
    assert "partner.linked" in faults_of(good, problem, partners=(Partner(("b",), Decimal(38)),))
    assert "partner.share" in faults_of(good, problem, partners=(Partner(("c",), Decimal(20)),))
    assert "sum.contribution" in faults_of(good, problem, partners=(Partner(("c",), Decimal(39)),))
    assert "sum.total" in faults_of(good, problem, years=(replace(year, awu=Decimal(1)),))
    assert "sum.incomplete" in faults_of(good, problem, years=(replace(year, incomplete=("awu",)),))
    doubled = replace(year, contributions=year.contributions * 2)
    assert "sum.twice" in faults_of(good, problem, years=(doubled,))
    assert "year.category" in faults_of(good, problem, years=(replace(year, possible=("large",)),))
    assert "category.two_years" in faults_of(good, problem, category="large", possible=("large",))
    assert "category.not_possible" in faults_of(good, problem, category="large")
    assert "category.untold_without_reason" in faults_of(good, problem, category=None)
    assert "category.public" in faults_of(good, problem, public_share=Decimal(25))
    assert "definition.not_in_force" in faults_of(good, problem, definition="other")
    assert "definition.forgotten" in faults_of(good, problem, definition="other")
