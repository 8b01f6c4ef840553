"""The engines' reasons as sentences a person reads, in the page's language."""

from grappe.apps.directory.phrases.merges import merge_reasons
from grappe.apps.directory.phrases.sizes import SIZE_STEPS, names_in, size_reasoning

__all__ = ["SIZE_STEPS", "merge_reasons", "names_in", "size_reasoning"]
