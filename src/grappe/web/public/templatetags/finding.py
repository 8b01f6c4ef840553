"""How the answers of a search are drawn: words marked, passages around them, counts that stop."""

from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grappe.apps.core.queries.ranking import Group
from grappe.apps.core.wanted import Wanted
from grappe.web.public.highlight import passage_of, pieces

register = template.Library()


@register.filter
def marked(text: str, searched: Wanted) -> SafeString:
    """A text with the words of the search marked, everything escaped."""
    drawn = ((format_html("<mark>{}</mark>", piece) if hit else piece,) for piece, hit in pieces(text, searched.words))
    return format_html_join("", "{}", drawn)


@register.simple_tag
def passage(record: Any, searched: Wanted, names: str) -> SafeString:
    """The first passage of a record's texts that answers, the reader's language first; nothing where none does."""
    own = "fr" if get_language() == "fr" else "en"
    for language in (own, "en" if own == "fr" else "fr"):
        for name in names.split():
            if found := passage_of(getattr(record, f"{name}_{language}"), searched.words):
                text = marked(found, searched)
                if language == own:
                    return format_html('<br><span class="soft small">{}</span>', text)
                return format_html('<br><span class="soft small" lang="{}">{}</span>', language, text)
    return SafeString("")


@register.simple_tag
def capped(group: Group) -> str:
    number = number_format(group.total, use_l10n=True, force_grouping=True)
    return _("at least %(number)s") % {"number": number} if group.capped else number
