"""The check-list of a profile: what a reader needs before the first letter."""

import re
import unicodedata
from dataclasses import dataclass

from grappe.apps.partnerships.enums import PartnershipKind, QualityCheck
from grappe.apps.partnerships.models import PartnershipProfile

TITLE, SUMMARY, DESCRIPTION = (10, 150), (80, 800), 300
LANGUAGES = ("fr", "en")
CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://|www\.|(?:\+|00)\d[\d .()-]{7,}|\b0\d(?:[ .-]?\d\d){4}\b")
# Below this share of Latin letters, a text is in another script.
LATIN = 0.7
# A request for a supplier or a distributor has no stage of its own.
STAGED = (PartnershipKind.TECHNOLOGY_OFFER, PartnershipKind.BUSINESS_OFFER, PartnershipKind.RESEARCH_REQUEST)


@dataclass(frozen=True)
class Finding:
    check: QualityCheck
    is_met: bool


def findings_of(profile: PartnershipProfile, *, has_themes: bool, copies: bool) -> list[Finding]:
    """Every line of the check-list, met or not."""
    language = whole_language(profile)
    title, summary, text = (getattr(profile, f"{name}_{language}") for name in ("title", "summary", "text"))
    texts = texts_of(profile)
    met = {
        QualityCheck.TITLE: TITLE[0] <= len(title.strip()) <= TITLE[1],
        QualityCheck.SUMMARY: SUMMARY[0] <= len(summary.strip()) <= SUMMARY[1],
        QualityCheck.DESCRIPTION: len(text.strip()) >= DESCRIPTION,
        QualityCheck.SCRIPT: bool(texts) and latin_share(texts) >= LATIN,
        QualityCheck.STAGE: bool(profile.stage) or profile.kind not in STAGED,
        QualityCheck.PARTNER: bool(profile.partner_kinds and profile.partner_role),
        QualityCheck.LANGUAGES: bool(profile.languages),
        QualityCheck.THEMES: has_themes,
        QualityCheck.NO_CONTACT: CONTACT.search(texts) is None,
        QualityCheck.CONSENT: profile.may_be_found,
        QualityCheck.ORIGINAL: not copies,
    }
    return [Finding(check, met[check]) for check in QualityCheck]


def whole_language(profile: PartnershipProfile) -> str:
    """The language in which the profile says most; one whole language is enough."""

    def said(language: str) -> tuple[bool, int]:
        parts = [getattr(profile, f"{name}_{language}").strip() for name in ("title", "summary", "text")]
        return all(parts), sum(map(len, parts))

    return max(LANGUAGES, key=said)


def texts_of(profile: PartnershipProfile) -> str:
    names = (f"{name}_{language}" for language in LANGUAGES for name in ("title", "summary", "text"))
    return "\n".join(text for name in names if (text := getattr(profile, name).strip()))


def latin_share(text: str) -> float:
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin / len(letters) if letters else 0.0
