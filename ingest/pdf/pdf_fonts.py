"""Words of a PDF text layer in fonts of old encodings, made Unicode: capital faces and several encodings on a page."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.layout.placed_word import PlacedWord
from ingest.text_layers.legacy_encoding import CAPITAL_FACE, convert_legacy
from ingest.text_layers.legacy_fonts import FontHint, named_encoding, settle_encoding
from ingest.text_layers.legacy_stretches import FontEncodings, Stretch, hint_for, learn_fonts


def unify_words(words: Sequence[PlacedWord]) -> tuple[tuple[PlacedWord, ...], tuple[str, ...]]:
    """The words in Unicode, each with what was read beside it, and the encodings that were found, sorted.

    Words are left as they are when no font of the page is named like those of an old encoding and holds one: what the
    words alone tell is for the judge of text layers.
    """
    fonts = learn_fonts(Stretch(f"{word.text} ", word.font) for word in words)
    known: FontEncodings = {font: hint if named_encoding(font) else FontHint(None) for font, hint in fonts.items()}
    encodings = {hint.encoding.removesuffix(CAPITAL_FACE) for hint in known.values() if hint.encoding}
    if not encodings:
        return tuple(words), ()
    return tuple(_unified(words, known)), tuple(sorted(encodings))


def _unified(words: Sequence[PlacedWord], fonts: FontEncodings) -> Iterator[PlacedWord]:
    """The words of each run of one encoding, converted together: capitals are told by their neighbours."""
    for hint, group in groupby(words, key=lambda word: hint_for(Stretch(word.text, word.font), fonts)):
        run = list(group)
        text = " ".join(word.text for word in run)
        known = hint.encoding
        encoding = None if known is None else settle_encoding(text, known, is_mixed=hint.is_mixed)
        converted = text.split(" ") if encoding is None else convert_legacy(text, encoding).split(" ")
        if encoding is None or len(converted) != len(run):
            yield from run
            continue
        for word, now in zip(run, converted, strict=True):
            yield word if now == word.text else word.model_copy(update={"text": now, "as_read": word.text})
