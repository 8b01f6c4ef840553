"""English templates of the steps, for the command line and notebooks; pages translate them by code."""

from decimal import Decimal

from grappe.engines.aid.result import Step

TEMPLATES = {
    "rules.applied": "Rules {rules} apply to aid granted on {on}.",
    "base": "{category}: {share} of eligible costs before bonuses.",
    "bonus.size": "A {size} undertaking: +{points} points.",
    "bonus.added": "{bonus}: +{points} points ({condition}).",
    "bonus.exclusive": "{bonus}: its {points} points are not added to a greater one, which it excludes.",
    "bonus.not_for_category": "{bonus} does not apply to {category}.",
    "bonus.refused_collaboration": "{bonus} is refused: the project is no effective collaboration.",
    "bonus.refused_states": "{bonus} is refused: it needs a collaboration in {wanted} States; {states} take part.",
    "cap": "The total is capped at {share}.",
    "size.excluded": "{category}: a {size} undertaking may not receive this aid.",
    "limit": "{category}: {limit}.",
    "intensity": "Greatest intensity for {category}, {size}: {share}.",
    "collaboration.firms": "Firms collaborate effectively: none bears more than {most} of the costs.",
    "collaboration.research": "Firms and research organisations collaborate; these bear at least {least} and publish.",
    "collaboration.none": (
        "No effective collaboration: neither two independent firms, one an SME or in two States, none above {most}, "
        "nor research organisations that bear at least {least} and may publish."
    ),
    "threshold.predominant": "The project is predominantly {category}: above {limit} EUR per undertaking, notify.",
    "research.no_aid": "{partner}: money for the non-economic work of a research organisation is no State aid.",
    "scheme.rate": "{scheme}, {beneficiary}: {share} of {basis}.",
    "cut.intensity": "{funder} to {partner}, {category}: {asked} EUR cut to {allowed}, the intensity is reached.",
    "cut.public": "{funder} to {partner}, {category}: {asked} EUR cut to {allowed}, public money may not exceed it.",
    "cut.scheme": "{funder} to {partner}, {category}: {asked} EUR cut to {allowed}, the rate of the scheme is reached.",
    "cut.threshold": "{funder} to {partner}, {category}: {asked} EUR cut to {allowed}, more must be notified first.",
    "cut.window": "{funder} to {partner}, {category}: {asked} EUR cut to {allowed}, the ceiling over years is reached.",
    "cut.de_minimis": "{funder} to {partner}, {category}: {asked} EUR cut to {allowed}, de minimis is used up.",
    "cumulation.same_costs": "{partner}: aid from all sources for the same costs stays under the greatest intensity.",
    "cumulation.union": "{partner}: Union funds are no State aid; all public money stays under its best rate.",
    "publish": "{partner}: aid above {limit} EUR is to be published within {months} months.",
}
SHARES = {"share", "most", "least"}


def render(step: Step) -> str:
    """Return a step as an English sentence, with its source and a warning when the rule is from memory."""
    numbers = {name: _said(name, number) for name, number in step.numbers.items()}
    text = TEMPLATES[step.code].format(**step.words, **numbers)
    if step.source:
        text += f" [{step.source}{', from memory: verify' if step.status == 'memory' else ''}]"
    return text


def _said(name: str, number: Decimal) -> str:
    if name in SHARES:
        return f"{_plain(number * 100)} %"
    return _plain(number * 100) if name == "points" else _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
