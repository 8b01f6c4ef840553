"""The book of State-aid rules this site works with: the packaged one, or the office's own where a setting names it."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from grappe.engines import aid


def rules_in_use() -> aid.RuleBook:
    """The rules of every day that is known; a file that was changed is read again."""
    own = settings.AID_RULES
    return aid.packaged_rules() if own is None else read_rules(own, own.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def read_rules(file: Path, _changed: int) -> aid.RuleBook:
    return aid.rules_from_json(file.read_bytes())
