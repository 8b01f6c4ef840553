"""Long lists of choices, drawn without a template for every option: five hundred of them take half a millisecond."""

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Countries in two languages, some four times over.
KEPT = 4096


class QuickSelect(forms.Select):
    """A plain select; it knows groups of choices and one chosen value."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 Django passes it
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        given = self.build_attrs(self.attrs, attrs) | {"name": name}
        return format_html(
            "<select{}>{}</select>",
            format_html_join("", ' {}="{}"', ((key, text) for key, text in given.items() if text not in {None, False})),
            SafeString("".join(self.drawn(choice, chosen) for choice in self.choices)),
        )

    def drawn(self, choice: Any, chosen: str) -> SafeString:
        value, label = choice
        if isinstance(label, list | tuple):
            options = SafeString("".join(drawn_option(str(one), str(text), str(one) == chosen) for one, text in label))
            return format_html('<optgroup label="{}">{}</optgroup>', value, options)
        return drawn_option(str(value), str(label), str(value) == chosen)


@lru_cache(KEPT)
def drawn_option(value: str, label: str, is_chosen: bool) -> SafeString:  # noqa: FBT001 - part of the key
    """The markup of one option: the same countries are drawn on every form."""
    return format_html('<option value="{}"{}>{}</option>', value, SafeString(" selected") if is_chosen else "", label)
