"""Training only: the vocabulary, the printed forms of each word, and the document codes that hold a Đ."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from core.text import strip_accents, tone_key
from ingest.restore.lexicon import Lexicon
from ingest.restore.syllables import is_syllable
from ingest.restore.tokens import BOUNDARY, NUMBER, PartKind, is_code, language_key, parse_token

SPECIAL = (BOUNDARY, NUMBER, "<unk>")
_BODY_CODES = (
    "CĐN",
    "CĐGD",
    "CĐCS",
    "TLĐ",
    "ĐĐTLĐ",
    "LĐLĐ",
    "ĐTN",
    "ĐU",
    "BCĐ",
    "BCĐTW",
    "HĐND",
    "ĐCT",
    "ĐVTN",
    "GDĐT",
    "SGDĐT",
    "NGLĐ",
    "NGNLĐ",
    "CBNGNLĐ",
    "CBNGLĐ",
    "CNVCLĐ",
    "CNVCNLĐ",
    "CBCCVCLĐ",
    "CBGVNLĐ",
    "ĐVCĐ",
    "ATVSLĐ",
    "PCTCĐ",
    "CTCĐ",
)
"""Union, Party, youth and school bodies, which the list of legal documents lacks."""
_FOREIGN_SPELLINGS = """
ace age all any app au bat be bit bot bus but can cap cat ces chat cup cut da de des do dot du each en et fat
fit for from gap get got had has hat he her his hit hop hot how ice into jet kit la lap le les let lot mac map
may me men met my nap net no not one ou our per pet pot put rat sat see set shall she sit so son tap ten than
that the thee their them then there these they thin thing think this to ton top tree two un up upon us va was
we who with yet your
"""
"""English and French words that look like Vietnamese ones without accents."""
_CASES = (0.85, 0.11, 0.04)
"""How often a word stands in lower case, with a capital, and in capitals, where nothing else is known."""


def count_parts(tokens: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Counts of the words, and of the code parts, that stand in white-space tokens."""
    words: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for token, count in tokens.items():
        for part in parse_token(token).parts:
            if part.kind is PartKind.WORD:
                words[part.text] += count
            elif is_code(part.text):
                codes.update({piece: count for piece in part.text.replace("/", "-").split("-") if piece.isalpha()})
    return words, codes


def choose_vocabulary(words: Counter[str]) -> list[str]:
    """Language-model words, the special ones first: syllables seen four times, anything else seen 25 times."""
    keys: Counter[str] = Counter()
    for word, count in words.items():
        keys[language_key(word)] += count
    chosen = [key for key, count in keys.most_common() if count >= _least_count(key)]
    return [*SPECIAL, *(key for key in chosen if key not in SPECIAL)]


def _least_count(key: str) -> int:
    """How often a word must be seen; an abbreviation with a đ sooner, for only that can put the Đ back."""
    if is_syllable(key):
        return 4
    return 5 if "đ" in key and not any(map(_is_vowel, key)) else 25


def _is_run_together(key: str) -> bool:
    """Two syllables that a careless typist or converter left no space between: `thựchiện`."""
    if is_syllable(key) or strip_accents(key) == key:
        return False
    return any(is_syllable(key[:cut]) and is_syllable(key[cut:]) for cut in range(2, len(key) - 1))


def _is_vowel(letter: str) -> bool:
    return strip_accents(letter) in "aeiouy"


def build_lexicon(words: Counter[str], inside: Counter[str], vocabulary: list[str]) -> Lexicon:
    """Every form worth considering: the spellings of each word, each in the cases that it may have.

    Args:
        words: how often each form was seen.
        inside: the same without the words that open a sentence, whose capital says nothing about them.
        vocabulary: language-model words by id.
    """
    ids = {key: index for index, key in enumerate(vocabulary)}
    by_key: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for word, count in words.items():
        key = language_key(word)
        if key in ids and not _is_run_together(key):
            by_key[key][word.lower()][word] += count
    rows: list[tuple[str, int, float, float]] = []
    for key, spellings in by_key.items():
        total = sum(cases.total() for cases in spellings.values())
        for spelling, cases in spellings.items():
            share = cases.total() / total
            if share > _least_share(spelling, key):
                within = Counter({form: inside[form] for form in cases if inside[form]})
                shares = _case_shares(spelling, within or cases)
                rows.extend((form, ids[key], float(np.log(share)), float(np.log(p))) for form, p in shares.items())
    rows.sort()
    forms, indices, spelling_logs, case_logs = zip(*rows, strict=True)
    return Lexicon(
        forms=forms,
        words=np.asarray(indices, np.int64),
        spelling_logs=np.asarray(spelling_logs, np.float32),
        case_logs=np.asarray(case_logs, np.float32),
    )


def _least_share(spelling: str, key: str) -> float:
    """The share of its word that a spelling must have: `qui` for `quy` is rare, but a habit of some offices."""
    if not is_syllable(key):
        return 0.05
    return 0.004 if tone_key(spelling) == key else 0.0005


def _case_shares(spelling: str, cases: Counter[str]) -> dict[str, float]:
    """P(form | spelling): as seen, mixed with the general shares of the three cases.

    Capitals throughout belong to the line, not to the word, so all syllables share one figure for them.
    """
    general = _general_cases(spelling) if spelling.isalpha() else {}
    mixed = 0.1 if is_syllable(spelling) else 0.02
    shares = {form: (1 - mixed) * count / cases.total() for form, count in cases.items()}
    for form, share in general.items():
        shares[form] = shares.get(form, 0.0) + mixed * share
    if not is_syllable(spelling):
        return {form: share for form, share in shares.items() if share >= 0.01}
    if len(spelling) > 1:
        shares[spelling.upper()] = _CASES[2]
    return {form: share for form, share in shares.items() if share >= 0.002 or form in general}


def _general_cases(spelling: str) -> dict[str, float]:
    general: dict[str, float] = {}
    for form, share in zip((spelling, spelling.capitalize(), spelling.upper()), _CASES, strict=True):
        general[form] = general.get(form, 0.0) + share
    return general


def known_code_parts(lists: Path, seen: Counter[str]) -> dict[str, str]:
    """Code parts that have a Đ, keyed by their spelling without it, where that spelling is hardly ever meant itself."""
    counts = Counter(seen) + Counter(dict.fromkeys(_BODY_CODES, 50))
    with (lists / "ky_hieu_freq.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            pieces = row["ky_hieu"].replace("/", "-").split("-")
            counts.update({piece: int(row["so_lan"]) for piece in pieces if piece.isalpha()})
    with (lists / "ministries_orgs.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            counts.update(dict.fromkeys(re.findall(r"\w+", row["viet_tat"] or ""), 20))
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for piece, count in counts.items():
        spellings[piece.replace("Đ", "D")][piece] += count
    known: dict[str, str] = {}
    for plain, variants in spellings.items():
        best, count = variants.most_common(1)[0]
        if best != plain and count >= 3 and count > 0.7 * variants.total():
            known[plain] = best
    return known


def always_accented(words: Counter[str]) -> list[str]:
    """Spellings without accents that clean text hardly ever has: under 3 in 100 of the words with these letters."""
    bare: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for word, count in words.items():
        lower = word.lower()
        plain = strip_accents(lower)
        if is_syllable(lower) or (lower.isascii() and lower.isalpha()):
            total[plain] += count
            bare[plain] += count if plain == lower else 0
    foreign = set(re.findall(r"\w+", _FOREIGN_SPELLINGS))
    return sorted(p for p, count in total.items() if count > 1000 and bare[p] < 0.03 * count and p not in foreign)
