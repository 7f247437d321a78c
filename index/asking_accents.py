"""Asking words of a question typed without accents: "nao" asks, whatever it may be elsewhere ("não", "nạo").

Accents are put by a program that learnt from documents, and documents hardly ask.
"""

from core.text import fold

_ALWAYS = {"nao": "nào", "gi": "gì"}
_PHRASES = {
    ("bao", "gio"): "bao giờ", ("bao", "nhieu"): "bao nhiêu", ("bao", "lau"): "bao lâu", ("o", "dau"): "ở đâu",
    ("ve", "dau"): "về đâu", ("tu", "dau"): "từ đâu", ("dau", "ra"): "đâu ra", ("ra", "sao"): "ra sao",
    ("thi", "sao"): "thì sao", ("ai", "lo"): "ai lo",
}  # fmt: skip
_NOT_WHO_BEFORE = frozenset({"than", "nhan", "bac", "tu", "huu", "an", "kinh"})
_NOT_WHO_AFTER = frozenset({"quoc", "mo", "ngai"})
_MACHINE_LIST = """
tinh moc bay chu in chieu phat tho anh xuc lanh giat ghi dem keo cay mac man do bom quet scan photo soi
"""
_OF_MACHINES = frozenset(_MACHINE_LIST.split())
"""What makes a machine, or sewing and luck, of "may" before it ("máy tính", "may mặc"); before others it asks."""
_MACHINES = frozenset({"xe", "dien", "hang", "tau", "nha", "tho", "cai", "bo"})
"""What "máy" follows ("nhà máy", "bộ máy")."""


def with_asking_accents(text: str) -> str:
    """`text`, whose accents are a guess, with those of its asking words as they are in questions.

    >>> with_asking_accents("bộ não làm, bao giờ xong")
    'bộ nào làm, bao giờ xong'
    >>> with_asking_accents("lô xe chở đoàn mây"), with_asking_accents("mua máy tính")
    ('lô xe chở đoàn mấy', 'mua máy tính')
    """
    words = text.split(" ")
    bare = [_bare(word) for word in words]
    for place in range(len(words)):
        phrase = _PHRASES.get((bare[place], bare[place + 1])) if place + 1 < len(words) else None
        if phrase is not None:
            first, second = phrase.split()
            words[place], words[place + 1] = _written(words[place], first), _written(words[place + 1], second)
        elif (asking := _asking_word(bare, place)) is not None:
            words[place] = _written(words[place], asking)
    return " ".join(words)


def _bare(word: str) -> str:
    """The word without marks and accents; "bộ" and "bố" are told apart, of which only one is a machine's."""
    bare = fold(word).strip(",.?!;:")
    return "bố" if bare == "bo" and "bộ" not in word.lower() else bare


def _asking_word(bare: list[str], place: int) -> str | None:
    word = bare[place]
    before = bare[place - 1] if place else ""
    after = bare[place + 1] if place + 1 < len(bare) else ""
    if word == "ai" and before not in _NOT_WHO_BEFORE and after not in _NOT_WHO_AFTER:
        return "ai"
    if word == "may" and before not in _MACHINES and after not in _OF_MACHINES:
        return "mấy"
    return _ALWAYS.get(word)


def _written(word: str, asking: str) -> str:
    """`asking` with the marks that stand around `word`, and its capital."""
    bare = word.strip(",.?!;:")
    return word.replace(bare, asking.capitalize() if bare[:1].isupper() and len(bare) > 1 else asking, 1)
