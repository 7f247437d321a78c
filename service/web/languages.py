"""Languages of the pages: Vietnamese as it stands in the templates, English from a gettext catalog."""

from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from fastapi import Request

LANGUAGE_COOKIE = "ngon-ngu"
VIETNAMESE, ENGLISH = "vi", "en"
LANGUAGES = (VIETNAMESE, ENGLISH)
TRANSLATIONS = Path(__file__).parent / "translations"
CATALOG = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.mo"


def chosen_language(request: Request) -> str:
    """The language that this browser chose; Vietnamese until it chooses."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, VIETNAMESE)
    return chosen if chosen in LANGUAGES else VIETNAMESE


def load_translations(language: str) -> NullTranslations:
    """What turns the Vietnamese of the pages into `language`; what the catalog lacks stays Vietnamese."""
    if language == VIETNAMESE:
        return NullTranslations()
    with CATALOG.open("rb") as file:
        return GNUTranslations(file)


def translate(translations: NullTranslations, words: str) -> str:
    """`words` that the program chose (a label, an error) in the language of the page."""
    return translations.gettext(words) if words else ""
