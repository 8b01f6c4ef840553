"""Rates of a funding scheme, by round, kind of partner, territory and label."""

from decimal import Decimal

from grappe.engines.aid.errors import NoRulesInForceError
from grappe.engines.aid.exchange import packaged_rules
from grappe.engines.aid.result import Step
from grappe.engines.aid.rules import Rate, RuleBook, Scheme


def scheme_rate(
    *,
    scheme: str,
    round: int | None,  # noqa: A002
    beneficiary: str,
    in_territory: bool = True,
    labelled: bool = True,
    rules: RuleBook | None = None,
) -> tuple[Decimal, Step]:
    """Return the aid rate of a scheme.

    Parameters
    ----------
    scheme : ``fui`` or ``pspc-regions``.
    round : number of the round, for schemes that have them.
    beneficiary : ``sme``, ``eti``, ``large``, ``laboratory`` (full costs) or ``laboratory-marginal`` (additional).
    in_territory : whether the work is done in the territory of a labelling cluster.
    labelled : whether a cluster labelled the project.
    rules : the book of rules; those packaged with the engine by default.

    Returns
    -------
    Decimal, Step
        A share from 0 to 1, and where it comes from.

    Raises
    ------
    NoRulesInForceError : no rate is known for that round and kind of partner.
    """
    book = packaged_rules() if rules is None else rules
    for one in book.schemes:
        if one.name == scheme and _is_open(one, round):
            for rate in one.rates:
                if _applies(rate, beneficiary, in_territory=in_territory, labelled=labelled):
                    words = {"scheme": scheme, "beneficiary": beneficiary, "basis": rate.basis}
                    return rate.rate, Step("scheme.rate", words, {"share": rate.rate}, one.source, one.status)
    asked = f"{scheme}, round {round}" if round is not None else scheme
    raise NoRulesInForceError(f"No rate is known for {beneficiary} under {asked}: add it to the rules with its source.")


def _is_open(scheme: Scheme, number: int | None) -> bool:
    has_rounds = scheme.first_round is not None or scheme.last_round is not None
    if number is None or not has_rounds:
        return not has_rounds
    return (scheme.first_round or 1) <= number and (scheme.last_round is None or number <= scheme.last_round)


def _applies(rate: Rate, beneficiary: str, *, in_territory: bool, labelled: bool) -> bool:
    return (
        rate.beneficiary == beneficiary
        and rate.in_territory in {None, in_territory}
        and rate.labelled in {None, labelled}
    )
