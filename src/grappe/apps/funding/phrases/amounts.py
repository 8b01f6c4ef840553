from decimal import Decimal

from django.utils.formats import number_format


def euros(amount: Decimal) -> str:
    """An amount as a reader writes it, without cents where there are none."""
    return number_format(amount, 0 if amount == amount.to_integral_value() else 2, force_grouping=True)
