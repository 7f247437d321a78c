"""Where the words of a page without layout stand on the picture that LibreOffice laid out for it.

The structure of a Word file gives the text, its layout gives places; as for page breaks, words are only matched, and
the text stays what it was. A word that is not found again (a number that the layout counts, a symbol) has no place.
"""

import re
from collections.abc import Sequence

from core.page import Page, Word
from ingest.formats.page_breaks import match_words, word_key
from ingest.layout.placed_word import PlacedWord
from ingest.text_layers.text_layer import mean_confidence

_WORD = re.compile(r"\S+")


def with_places(page: Page, laid: Sequence[PlacedWord]) -> Page:
    """`page` whose words have the boxes of the same words among `laid`, pixels of its picture.

    Words are sure as those of a text layer are; words that are known already keep their doubt and get their place.
    Old encodings are matched as they were read, for so the layout holds them.
    """
    places = list(_WORD.finditer(page.text))
    read = _WORD.findall(page.text_as_read)
    if len(read) != len(places):
        read = [place.group() for place in places]
    here = [(at, key) for at, word in enumerate(read) if (key := word_key(word))]
    there = [(at, key) for at, word in enumerate(laid) if (key := word_key(word.text))]
    pairs = match_words([key for _, key in here], [key for _, key in there])
    known = {word.start: word for word in page.words}
    found = {
        places[here[one][0]].start(): _placed(places[here[one][0]], read[here[one][0]], laid[there[other][0]])
        for one, other in pairs
    }
    boxed = {
        start: known[start].model_copy(update={"box": word.box}) for start, word in found.items() if start in known
    }
    words = tuple(sorted((found | known | boxed).values(), key=lambda word: word.start))
    return page.model_copy(update={"words": words, "mean_confidence": mean_confidence(words)})


def _placed(place: re.Match[str], as_read: str, laid: PlacedWord) -> Word:
    return Word(start=place.start(), end=place.end(), text=place.group(), as_read=as_read, confidence=1.0, box=laid.box)
