"""Templates: they compile, every text is translated, and nothing in them needs what the security policy forbids."""

import re
from html.parser import HTMLParser

import pytest
from django.template import Context, engines
from django.template.base import Lexer, TokenType

from tests.repository.sources import kept_files, short

# Words that are the same in every language: the name of the software and codes.
SAME_EVERYWHERE = {
    "grappe",
    "sha",
    "csv",
    "xlsx",
    "json",
    "siren",
    "siret",
    "api",
    "fr",
    "en",
    "r&d",
    "km",
    "eur",
    "pdf",
    "https",
}
SPOKEN_ATTRIBUTES = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription"}
ADDRESSES = {"src", "href", "action", "hx-get", "hx-post", "srcset"}
NOT_SPOKEN = {"script", "style", "code", "pre", "kbd", "samp"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
OUTSIDE = re.compile(r"(https?:)?//")
WORD = re.compile(r"[^\W\d_]{2,}")
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"


def templates(*suffixes):
    return [path for path in kept_files() if "templates" in path.parts and path.suffix in suffixes]


def bare_text(source):
    """The template without its tags, variables, comments and translated blocks."""
    out, depth, comment = [], 0, 0
    for token in Lexer(source).tokenize():
        name = token.contents.split(" ", 1)[0] if token.token_type is TokenType.BLOCK else ""
        depth += (name in {"blocktrans", "blocktranslate"}) - (name in {"endblocktrans", "endblocktranslate"})
        comment += (name == "comment") - (name == "endcomment")
        if token.token_type is TokenType.TEXT and not depth and not comment:
            out.append(token.contents)
        elif token.token_type is not TokenType.TEXT:
            out.append(HOLE)
    # A tag's own name may be chosen by the template: <{% if href %}a{% else %}button{% endif %} ...>
    return "".join(out).replace("<" + HOLE, "<x").replace("</" + HOLE, "</x")


class Untranslated(HTMLParser):
    """Collects what a reader would see or hear, and what the security policy would refuse."""

    def __init__(self):
        super().__init__()
        self.spoken, self.refused, self.silent = [], [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if self.silent or tag in NOT_SPOKEN or values.get("translate") == "no":
            self.silent += [tag] if tag not in VOID else []
        else:
            self.spoken += [value or "" for name, value in attrs if name in SPOKEN_ATTRIBUTES]
        self.refused += [f"<{tag} {name}>" for name in values if name.startswith("on") or name == "style"]
        if tag != "a":
            self.refused += [f"<{tag} {name}>" for name in ADDRESSES & set(values) if OUTSIDE.match(values[name] or "")]
        if tag == "style" or (tag == "script" and not {"src", "type"} & set(values)):
            self.refused.append(f"<{tag}>")

    def handle_endtag(self, tag):
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data):
        if not self.silent:
            self.spoken.append(data)


def read(source):
    reader = Untranslated()
    reader.feed(bare_text(source))
    reader.close()
    return reader


def untranslated(source):
    texts = (text.strip() for text in read(source).spoken)
    return [text for text in texts if {word.lower() for word in WORD.findall(text)} - SAME_EVERYWHERE]


@pytest.mark.parametrize("path", templates(".html"), ids=short)
def test_every_text_is_translated(path):
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", templates(".html", ".svg"), ids=short)
def test_nothing_needs_what_the_security_policy_forbids(path):
    assert read(path.read_text(encoding="utf-8")).refused == []


@pytest.mark.parametrize("path", templates(".html", ".txt", ".svg", ".xml"), ids=short)
def test_every_template_compiles(path):
    engines["django"].from_string(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", templates(".html"), ids=short)
def test_every_form_that_writes_carries_its_token(path):
    source = path.read_text(encoding="utf-8")
    forms = re.findall(r"<form\b[^>]*method=.post.[^>]*>.*?</form>", source, re.IGNORECASE | re.DOTALL)
    assert [form[:80] for form in forms if "csrf_token" not in form] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Save me</p>", ["Save me"]),
        ('<p title="Close">{% trans "Close" %}</p>', ["Close"]),
        ("<p>{% blocktrans %}Save {{ name }}{% endblocktrans %}</p>", []),
        ("<p>{{ name }}: 12 – {% trans 'members' %}</p>", []),
        ("{% comment %}Save{% endcomment %}{# Save #}", []),
        ("<code>grappe setup</code>", []),
        ('<b translate="no">Aerospace Valley</b> and others', ["and others"]),
        ('<{% if href %}a href="{{ href }}"{% else %}button{% endif %} class="button">', []),
    ],
)
def test_the_guard_sees_bare_text(source, expected):
    assert untranslated(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        '<a onclick="go()">',
        "<script>go()</script>",
        '<img src="//example.org/a.png">',
        "<style>p{}</style>",
    ],
)
def test_the_guard_sees_what_the_policy_forbids(source):
    assert read(source).refused


def test_an_unknown_variable_fails_the_suite():
    template = engines["django"].from_string("{{ nothing_of_that_name }}").template
    with pytest.raises(pytest.fail.Exception, match="nothing_of_that_name"):
        template.render(Context({}))
