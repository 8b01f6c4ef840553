"""The engines' reasons as sentences a person reads, in the page's language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from grappe.apps.directory.enums import SizeCategory, SizeDefinition
from grappe.apps.directory.models import SizeAssessment

SIZE_STEPS = {
    "rules.applied": gettext_lazy("{definition}, in force since {since}: {source}."),
    "period.last": gettext_lazy("The last accounting year closed is {year}."),
    "period.none": gettext_lazy("No accounting year closed by {on} is known."),
    "period.stale": gettext_lazy("The last accounts known are those of {year}, too old on {on}."),
    "link.votes": gettext_lazy("{owner} holds {votes} % of the votes of {owned}: they are linked."),
    "link.joint": gettext_lazy(
        "{owners}, linked to one another, hold {votes} % of the votes of {owned} together: linked."
    ),
    "link.control": gettext_lazy("{owner} controls {owned} by right or contract: they are linked."),
    "link.person": gettext_lazy("{person} controls {one} and {other}, both on the market {market}: they are linked."),
    "partner.added": gettext_lazy(
        "{owners} hold {share} % of {owned}: {members} is added as a partner, for that share."
    ),
    "partner.exempt": gettext_lazy(
        "{owner} holds {share} % of {owned} as an exempt investor: its figures are left out."
    ),
    "partner.doubtful": gettext_lazy(
        "{owner} holds {share} % of {owned}: whether it is an exempt investor is not known."
    ),
    "partner.lost": gettext_lazy("{owner} is linked with {owned}: the exemption of investors is lost."),
    "autonomous": gettext_lazy("No other enterprise is linked or partner: the enterprise is autonomous."),
    "public.above": gettext_lazy("Public bodies hold {share} %, at least {limit} %: the category is {category}."),
    "figures.linked": gettext_lazy("{year}: {enterprise} counts in full."),
    "figures.partner": gettext_lazy("{year}: {enterprise} counts for {share} %."),
    "figures.left_out": gettext_lazy("{year}: {enterprise} is in consolidated accounts already, or did not exist yet."),
    "figures.missing": gettext_lazy("{year}: {item} of {enterprise} is missing."),
    "figures.summed": gettext_lazy("{year}: sales within the group are not eliminated; the sums are upper bounds."),
    "total": gettext_lazy("{year}: {awu} work units, turnover {turnover} EUR, balance sheet {balance} EUR."),
    "total.least": gettext_lazy(
        "{year}: at least {awu} work units, turnover {turnover} EUR, balance sheet {balance} EUR."
    ),
    "year.category": gettext_lazy("{year}, taken alone: {category}."),
    "year.unknown": gettext_lazy("{year}, taken alone: one of {categories}."),
    "history.kept": gettext_lazy("The crossing of {year} has not lasted {years} years: the status {category} is kept."),
    "history.short": gettext_lazy("Fewer than {years} years are known: the status held before {year} is not."),
    "category": gettext_lazy("Category: {category}."),
    "category.unknown": gettext_lazy("The category cannot be told; possible: {categories}."),
}
ITEMS = {
    "awu": gettext_lazy("headcount"),
    "turnover": gettext_lazy("turnover"),
    "balance": gettext_lazy("balance sheet total"),
}
ENTERPRISES = {"owner", "owned", "enterprise", "person", "one", "other"}
SEVERAL_ENTERPRISES = {"owners", "members"}


# The texts that the rules stand on, as each language cites them; the engine holds one citation of each.
SOURCES = {
    "Commission Recommendation 2003/361/EC, Annex (OJ L 124, 20.5.2003, p. 36);"
    " the same text in Annex I to Regulation (EU) 651/2014": gettext_lazy(
        "Commission Recommendation 2003/361/EC, Annex (OJ L 124, 20.5.2003, p. 36);"
        " the same text in Annex I to Regulation (EU) 651/2014"
    ),
    "Décret n° 2008-1354 du 18 décembre 2008, articles 1 à 3 (loi n° 2008-776, article 51)": gettext_lazy(
        "Decree no. 2008-1354 of 18 December 2008, articles 1 to 3 (Act no. 2008-776, article 51)"
    ),
}
PHRASES = {"item": ITEMS, "source": SOURCES}


def size_reasoning(assessment: SizeAssessment, names: Mapping[str, str]) -> list[str]:
    """The reasoning line by line; ``names`` gives the name of each organisation by its key as text."""
    return [size_sentence(step, names) for step in assessment.result["steps"]]


def size_sentence(step: Mapping[str, Any], names: Mapping[str, str]) -> str:
    words = {key: readable(key, text, names) for key, text in step["words"].items()}
    numbers = {key: readable_number(number) for key, number in step["numbers"].items()}
    return str(SIZE_STEPS[step["code"]]).format(**words, **numbers)


def readable(key: str, text: str, names: Mapping[str, str]) -> str:
    """One word of a step: a name, a category, an item, or the text itself."""
    if key in ENTERPRISES:
        return names.get(text, text)
    if key in SEVERAL_ENTERPRISES:
        return ", ".join(names.get(part, part) for part in text.split(", "))
    if key in {"category", "categories"}:
        return ", ".join(category_label(part) for part in text.split(", "))
    if key in PHRASES:
        return str(PHRASES[key].get(text, text))
    if key == "definition":
        return str(SizeDefinition.EU_SME.label if text == "eu_sme" else SizeDefinition.FRANCE.label)
    return text


def category_label(name: str) -> str:
    return str(SizeCategory.ETI.label if name == "mid_cap" else SizeCategory(name).label)


def readable_number(number: str) -> str:
    value = Decimal(number)
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return number_format(value, decimal_pos=min(places, 2), use_l10n=True, force_grouping=True)


def names_in(assessment: SizeAssessment) -> set[int]:
    """The keys of the organisations an assessment speaks of."""
    return {int(one["id"]) for one in assessment.problem["content"]["enterprises"] if one["id"].isdigit()}
