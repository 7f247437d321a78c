"""Laws of the restorer for any text."""

import re
from itertools import zip_longest

from hypothesis import given, settings
from hypothesis import strategies as st

from core.text import nfc, strip_accents
from ingest.restore import Restorer
from ingest.restore.tokens import PartKind, parse_token

RUINED_WORDS = st.sampled_from(
    [
        "Nghi",
        "quyét",
        "s6",
        "ctia",
        "Bo",
        "d6i",
        "méi",
        "t&",
        "k¥",
        "PONG",
        "HQI",
        "sang",
        "tao",
        "1a",
        "vao",
        "(GDDT)",
        "ldm,",
        "phat",
        "trién",
    ]
)
CODES = st.sampled_from(
    [
        "22/12/2024",
        "57-NQ/TW",
        "1.250",
        "98%",
        "II.",
        "a)",
        "2025-2030",
        "http://a.vn",
        "x@y.vn",
        "10:30",
        "VIII",
        "QH15",
    ]
)
LINES = st.lists(st.lists(RUINED_WORDS | CODES, max_size=8).map(" ".join), max_size=6).map("\n".join)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_keeps_its_lines_and_words_their_places(text: str) -> None:
    restored = Restorer.load().restore(text)
    assert restored.text.count("\n") == nfc(text).count("\n")
    assert all(restored.text[word.start : word.end] == word.text for word in restored.words)
    assert len(restored.words) == len(re.findall(r"\S+", nfc(text)))
    assert all(0 <= word.confidence <= 1 for word in restored.words)


@given(LINES)
@settings(max_examples=60, deadline=None)
def test_protected_tokens_change_by_nothing_but_a_missing_stroke(text: str) -> None:
    restored = Restorer.load().restore(text)
    for word in restored.words:
        parts = parse_token(word.as_read, is_misread=True).parts
        if parts and all(part.kind is PartKind.PROTECTED for part in parts):
            assert strip_accents(word.text) == word.as_read


@given(LINES)
@settings(max_examples=20, deadline=None)
def test_restoring_twice_gives_the_same(text: str) -> None:
    assert Restorer.load().restore(text) == Restorer.load().restore(text)


@given(st.text(min_size=1, max_size=30).filter(lambda token: not re.search(r"\s", token)), st.booleans())
def test_token_taken_apart_can_be_put_together(token: str, is_misread: bool) -> None:
    parsed = parse_token(token, is_misread=is_misread)
    woven = "".join(part.text + (separator or "") for part, separator in zip_longest(parsed.parts, parsed.separators))
    assert parsed.before + woven + parsed.after == token
