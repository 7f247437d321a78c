"""A question as it is understood: its words, what it asks for, the numbers and codes it names."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from core.errors import InvalidInput
from core.record import Record
from core.text import fold, squeeze, tone_key
from index.rarity import bare_rarity, rarity
from index.search_query import has_accents, write_out
from index.words import code_keys, exact_search_text
from ingest.letterheads.document_kinds import KIND_NAMES
from service.answers.asked_sorts import SHARE, is_part_of, sorts_named
from service.answers.asking import Asked, what_is_asked
from service.answers.everyday_words import everyday_share
from service.answers.roman_numbers import written_otherwise
from service.answers.same_meaning import other_phrases
from service.answers.typed_line import typed_line

_ASKING_WORD_LIST = """
và của các có những được cho trong là với theo về này đó thì mà ở tại khi nào gì ai bao nhiêu mấy hay hoặc như thế
phải đã sẽ đang từ đến do bởi vì để ra vào cái chiếc một bị không ạ nhỉ vậy à đâu sao hãy biết nêu liệt kê kể nhất
trình bày hỏi xin tôi em anh chị mình ta bạn giúp gồm cụ thể rõ nhau nhé v trên dưới cả mỗi từng đối
"""
_ASKING_WORDS = frozenset(tone_key(word) for word in _ASKING_WORD_LIST.split())
_FOLDED_ASKING_WORDS = frozenset(fold(word) for word in _ASKING_WORD_LIST.split())
_MEASURED_LIST = "người tháng năm ngày buổi lần giờ tuần quý tiết suất hộ em cháu đơn trường lớp học"
_MEASURED = frozenset(tone_key(word) for word in _MEASURED_LIST.split())
_NUMBERED_LIST = (
    "số điều khoản mục phần chương đoạn quý kỳ đợt lớp khối vòng bậc hạng loại mức tháng ngày năm thứ tập tổ nhóm"
)
_NUMBERED = frozenset(tone_key(word) for word in _NUMBERED_LIST.split())
_KINDS = "|".join(re.escape(fold(kind)) for kind in KIND_NAMES)
_NAMED_BY_NUMBER = re.compile(
    rf"\b({_KINDS}) (?:so )?0*(\d{{1,5}}(?:\.\d{{1,3}})?)(?:\s?/\s?((?:19|20)\d\d))?(?!\d|\s?/\s?[\da-z]|[-–.]\d"
    r"|\s?%|\s(?:(?:nam|thang|ngay|quy)(?! [\divx]+\b)|tuan|gio|nguoi|lan|lop|truong|don vi|dong|trieu|ty|cuoc|buoi)\b)"
)
_ASKING_PHRASE = re.compile(
    r"(?<!\w)(?:(?:bao nhiêu|mấy) phần trăm|so sánh|(?:nhằm )?(?:để )?mục đích gì"
    r"|(?:là|như) (?:bao nhiêu|thế nào)|bao nhiêu|khác nhau"
    r"|(?:thời gian|thời điểm|thời hạn|địa điểm|số điện thoại|hình thức) (?:nào|gì|ở đâu|là)|ở (?:đâu|chỗ nào)"
    r"|(?:đơn vị|cơ quan|bộ phận|tổ chức|nơi) nào|liệt kê|kể (?:tên|ra)"
    r"|số (?:điện thoại|máy)(?: (?:nào|gì|bao nhiêu|mấy))?|(?:giữ )?chức (?:vụ )?(?:gì|nào)"
    r"|cho biết|(?:vào )?(?:lúc )?mấy (?:giờ|h)|(?:lấy )?(?:từ|ở) (?:(?:những |các )?nguồn nào|đâu(?: ra)?)"
    r"|do đâu(?: mà có)?"
    r"|(?:vào |(?:kéo dài )?(?:tính |kể |bắt đầu )?từ |đến |tới |trước |chậm nhất )?(?:ngày|tháng|năm|quý|hôm|thứ|lúc"
    r"|khi) (?:nào|mấy|bao nhiêu)"
    r"|(?:đến |từ )?(?:bao giờ|bao lâu(?: (?:thì )?(?:một|1) lần)?)"
    r"|(?:có )?(?:đúng|phải|được) (?:không|chưa|hay sai)|có phải|hay không"
    r"|(?:có )?(?:trách nhiệm|nhiệm vụ) (?:gì|nào|như thế nào)|(?:phải )?làm (?:những |các )?(?:việc )?gì"
    r"|được giao (?:những |các )?(?:việc|nhiệm vụ)? ?gì|(?:văn bản|tài liệu) nào|quy định gì|(?:như )?thế nào|ra sao"
    r"|gồm (?:những|các|có)|(?:những|các) (?:ai|gì)|(?:một|1) lần(?=\W*$))(?!\w)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    rf"{_ASKING_PHRASE.pattern}|(?<!\w)(?:ai|gì|nào|đâu|mấy|sao)(?!\w)(?:\s+(?:ký|chủ trì|được|phải|làm))?",
    re.IGNORECASE,
)
_LONGEST_SYLLABLE = 7
_UNFAMILIAR_WEIGHT = 0.6
_SAYING = frozenset({"yêu cầu", "quy định", "đề nghị", "chỉ đạo"})
"""What any document does: such words hardly tell one sentence of it from another."""
_SAYING_WEIGHT = 0.3
_ASKED_SAYING = re.compile(r"(?<!\w)(?:nào|ai) (?:đã )?(?P<said>yêu cầu|quy định|đề nghị|chỉ đạo)(?!\w)")
"""Who does so is asked: then it tells much."""
_WHETHER_IN_CASE = re.compile(
    r"\bco (?:(?:phai|duoc|can|bi|the|nen) )+(?!la |dung |ngay |han |khong\b)[a-z][^,;?]*? (?:khong|chua)\W*$"
)
_FIGURE = re.compile(r"(?<![\w/.,-])(?:quy )?\d+(?:[.,/]\d+)*(?:\s?%)?(?![\w/-])")


class Spelling(NamedTuple):
    """A word as it is looked for: alone, and as the pairs that it makes with the words beside it."""

    word: str
    with_before: str
    with_after: str


class Term(Record):
    """A telling word of a question.

    Attributes:
        word: as full-text search compares it (`index.words.exact_search_text`).
        before, after: the words beside it, "" at the ends.
        weight: how telling it is, 0..1.
        others: phrases that documents say the same with.
        is_unfamiliar: no syllable of Vietnamese: a short form of the asker's own, or mistyped.
        lacks_accents: typed without accents in a question that has some.
    """

    word: str
    before: str
    after: str
    weight: float
    others: tuple[str, ...] = ()
    is_unfamiliar: bool = False
    lacks_accents: bool = False

    @cached_property
    def spelling(self) -> Spelling:
        return _spelling(self.word, self.before, self.after)

    @cached_property
    def folded_spelling(self) -> Spelling:
        """As `spelling`, without accents."""
        return _spelling(fold(self.word), fold(self.before), fold(self.after))

    @cached_property
    def other_spellings(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """For each of `others` its words when it is one word, else its pairs of words."""
        each = [phrase.split() for phrase in self.others]
        return tuple(
            (frozenset(words if len(words) == 1 else ()), frozenset(map(" ".join, pairwise(words)))) for words in each
        )


def _spelling(word: str, before: str, after: str) -> Spelling:
    return Spelling(word, f"{before} {word}", f"{word} {after}")


class Mention(Record):
    """A document named by kind and number ("Kế hoạch 15", "Quyết định 6/2020").

    Attributes:
        kind: folded.
        year: as it stands beside the number; "" where none does.
    """

    kind: str
    number: str
    year: str = ""

    def begins(self, key: str) -> bool:
        """Whether a key of a số, ký hiệu begins with its number, and its year if it has one."""
        if not key.startswith(self.number):
            return False
        return re.match(rf"{self.number}(?:{self.year or '(?:19|20)[0-9][0-9]'})?(?![0-9])", key) is not None


class Question(Record):
    """A question, understood.

    Attributes:
        typed: as typed, on one line.
        text: with accents and long forms.
        folded: `text` without accents and case.
        accentless: it was typed without accents, so that its accents are a guess.
        asked: what it asks for.
        terms: its telling words in order.
        codes: keys of the số, ký hiệu in it.
        mentions: documents that it names by kind and number.
        figures: other numbers, quarters and dates in it, as typed, without accents.
        labels: numbers of items ("1.1") that it names.
    """

    typed: str
    text: str
    folded: str
    accentless: bool
    asked: frozenset[Asked]
    terms: tuple[Term, ...]
    codes: tuple[str, ...]
    mentions: tuple[Mention, ...]
    figures: tuple[str, ...]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(figure for figure in self.figures if re.fullmatch(r"\d{1,2}(?:\.\d{1,2})+", figure))

    @cached_property
    def stated_figures(self) -> tuple[str, ...]:
        """Numbers and dates that the question states and wants confirmed."""
        if Asked.YES_NO not in self.asked:
            return ()
        return tuple(figure for figure in self.figures if figure not in (*self.labels, *self.conditions))

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """Numbers of the case of which it asks whether something must or may be done ("vay 300 triệu có phải …")."""
        whether = _WHETHER_IN_CASE.search(self.folded)
        if whether is None:
            return ()
        return tuple(figure for figure in self.figures if figure in self.folded[: whether.start()])

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Full dates in it, as typed."""
        return tuple(figure for figure in self.figures if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", figure))

    def asks(self, *sorts: Asked) -> bool:
        """Whether it asks for any of `sorts`."""
        return not self.asked.isdisjoint(sorts)


def read_question(typed: str, *, accent: Callable[[str], str], defined: Mapping[str, str] | None = None) -> Question:
    """The question, understood.

    Args:
        typed: as typed; only its first thousand characters are looked at.
        accent: puts accents on a question typed without.
        defined: short forms that the documents define.

    Raises:
        InvalidInput: there is no word in it.
    """
    line = typed_line(typed)
    if not re.search(r"[^\W_]", line):
        raise InvalidInput("câu hỏi không có chữ nào", where="question", advice="hỏi bằng vài từ")
    text = write_out(line, accent=accent, defined=defined)
    folded = fold(text)
    mentions = tuple(
        dict.fromkeys(
            Mention(kind=match.group(1), number=match.group(2).replace(".", ""), year=match.group(3) or "")
            for match in _NAMED_BY_NUMBER.finditer(folded)
        )
    )
    return Question(
        typed=line,
        text=text,
        folded=folded,
        accentless=not has_accents(line),
        asked=what_is_asked(text, accentless=not has_accents(line)),
        terms=terms_of(text, are_accents_guessed=not has_accents(line)),
        codes=code_keys(line),
        mentions=mentions,
        figures=tuple(dict.fromkeys(match.group() for match in _FIGURE.finditer(_NAMED_BY_NUMBER.sub(" ", folded)))),
    )


def asking_words(text: str) -> str:
    """The words of `text` that only ask ("là bao nhiêu", "làm gì"), "" when none do."""
    return " ".join(squeeze(match.group()) for match in _ASKING.finditer(text))


def terms_of(text: str, *, are_accents_guessed: bool = False) -> tuple[Term, ...]:
    """The telling words of `text`, in order; of a word with a guessed accent, others may have been meant."""
    is_accented = _is_mostly_accented(text)
    silent = _ASKING_WORDS if is_accented else _FOLDED_ASKING_WORDS
    plain = exact_search_text(_ASKING_PHRASE.sub(" ", text)).split()
    words = tuple(word.lstrip("0") or word if word.isdecimal() else word for word in plain)
    others = other_phrases(words, accentless=not is_accented)
    asked = _ASKED_SAYING.search(text.lower())
    said = _SAYING - {asked["said"]} if asked is not None else _SAYING
    sorts = sorts_named(text)
    found = (
        _term(words, place, others.get(place, ()), said, is_accented=is_accented, is_guess=are_accents_guessed)
        for place, word in enumerate(words)
        if word not in silent and not _is_each(words, place)
    )
    return tuple(
        term.model_copy(update={"weight": SHARE * term.weight})
        if is_part_of(sorts, term.before, term.word, term.after)
        else term
        for term in found
    )


def _is_each(words: tuple[str, ...], place: int) -> bool:
    """Whether the word is a 1 that says "each" ("1 người 1 tháng"), and not the number of something ("quý 1")."""
    before, after = words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""
    return words[place] == "1" and after in _MEASURED and before not in _NUMBERED


def _term(
    words: tuple[str, ...],
    place: int,
    others: tuple[str, ...],
    said: frozenset[str],
    *,
    is_accented: bool,
    is_guess: bool,
) -> Term:
    word = words[place]
    if (numbered := written_otherwise(words[place - 1] if place else "", word)) is not None:
        others = (*others, numbered)
    weight = min(rarity(word), (rarity(word) + bare_rarity(word)) / 2) if is_guess else rarity(word)
    beside = words[place - 1 : place + 2] if place else words[:2]
    if any(f"{one} {other}" in said for one, other in pairwise(beside)):
        weight *= _SAYING_WEIGHT
    before, after = words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""
    is_unfamiliar = weight >= 1.0 and word.isalpha() and len(word) <= _LONGEST_SYLLABLE
    return Term(
        word=word,
        before=before,
        after=after,
        weight=_UNFAMILIAR_WEIGHT if is_unfamiliar else weight * everyday_share(word, before, after),
        others=others,
        is_unfamiliar=is_unfamiliar,
        lacks_accents=is_accented and fold(word) == word and word.isalpha(),
    )


def _is_mostly_accented(text: str) -> bool:
    words = text.split()
    return 4 * sum(has_accents(word) for word in words) >= len(words)
