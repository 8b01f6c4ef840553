"""Message catalogues: extract, complete, compile. Written with polib so that no gettext tool is to be installed."""

from pathlib import Path

import polib
import typer

from grappe.cli.extraction import extract_messages
from grappe.cli.mending import read_mended

app = typer.Typer(help="Message catalogues of the pages, French and English.", no_args_is_help=True)
PACKAGE = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en")


def catalogue_path(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


@app.command()
def update() -> None:
    """Bring the catalogues in step with the code: new messages come in, unused ones go, translations stay."""
    found = extract_messages(PACKAGE)
    for language in LANGUAGES:
        path = catalogue_path(language)
        held = {key(entry): entry for entry in (polib.pofile(read_mended(path)) if path.exists() else [])}
        catalogue = polib.POFile(wrapwidth=0)
        catalogue.metadata = {
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Language": language,
            "Plural-Forms": f"nplurals=2; plural=(n {'> 1' if language == 'fr' else '!= 1'});",
        }
        for message in sorted(found):
            entry = polib.POEntry(msgid=message.singular, msgid_plural=message.plural, msgctxt=message.context or None)
            translate(entry, held.get(key(entry)), language)
            catalogue.append(entry)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
        missing = sum(not entry.translated() for entry in catalogue)
        typer.echo(f"{language}: {len(catalogue)} messages, {missing} to translate")


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def translate(entry: polib.POEntry, held: polib.POEntry | None, language: str) -> None:
    """English messages are their own translation; French ones are kept where they are known."""
    if language == "en" and entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    elif language == "en":
        entry.msgstr = entry.msgid
    elif entry.msgid_plural:
        entry.msgstr_plural = dict(held.msgstr_plural) if held else {0: "", 1: ""}
    else:
        entry.msgstr = held.msgstr if held else ""
        if "\n" in entry.msgid:
            entry.flags = []


@app.command("compile")
def compile_catalogues() -> None:
    """Write the binary catalogues that Django reads, where they are older than their source."""
    for language in LANGUAGES:
        source = catalogue_path(language)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            polib.pofile(str(source)).save_as_mofile(str(target))
