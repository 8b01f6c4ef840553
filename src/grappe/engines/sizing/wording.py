"""English templates of the steps, for the command line and notebooks; pages translate them by code."""

from decimal import Decimal

from grappe.engines.sizing.result import Step

TEMPLATES = {
    "rules.applied": "Definition {definition}, in force since {since}: {source}.",
    "period.last": "The last accounting year closed is {year}.",
    "period.none": "No accounting year closed by {on} is known.",
    "period.stale": "The last accounts known are those of {year}, too old on {on}.",
    "link.votes": "{owner} holds {votes} % of the votes of {owned}: they are linked.",
    "link.joint": "{owners}, linked to one another, hold {votes} % of the votes of {owned} together: linked.",
    "link.control": "{owner} controls {owned} by right or contract: they are linked.",
    "link.person": "{person} controls {one} and {other}, both on the market {market}: they are linked.",
    "partner.added": "{owners} hold {share} % of {owned}: {members} is added as a partner, for that share.",
    "partner.exempt": "{owner} holds {share} % of {owned} as an exempt investor: its figures are left out.",
    "partner.doubtful": "{owner} holds {share} % of {owned}: whether it is an exempt investor is not known.",
    "partner.lost": "{owner} is linked with {owned}: the exemption of investors is lost.",
    "autonomous": "No other enterprise is linked or partner: the enterprise is autonomous.",
    "public.above": "Public bodies hold {share} %, at least {limit} %: the category is {category}.",
    "figures.linked": "{year}: {enterprise} counts in full.",
    "figures.partner": "{year}: {enterprise} counts for {share} %.",
    "figures.left_out": "{year}: {enterprise} is in consolidated accounts already, or did not exist yet.",
    "figures.missing": "{year}: {item} of {enterprise} is missing.",
    "figures.summed": "{year}: sales within the group are not eliminated; the sums are upper bounds.",
    "total": "{year}: {awu} work units, turnover {turnover} EUR, balance sheet {balance} EUR.",
    "total.least": "{year}: at least {awu} work units, turnover {turnover} EUR, balance sheet {balance} EUR.",
    "year.category": "{year}, taken alone: {category}.",
    "year.unknown": "{year}, taken alone: one of {categories}.",
    "history.kept": "The crossing of {year} has not lasted {years} years: the status {category} is kept.",
    "history.short": "Fewer than {years} years are known: the status held before {year} is not.",
    "category": "Category: {category}.",
    "category.unknown": "The category cannot be told; possible: {categories}.",
}


def render(step: Step) -> str:
    """Return a step as an English sentence."""
    numbers = {name: _plain(number) for name, number in step.numbers.items()}
    return TEMPLATES[step.code].format(**step.words, **numbers)


def _plain(number: Decimal) -> str:
    """Thousands apart and no trailing zero, so that 30 % and 1,250,000.5 read as they were written."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
