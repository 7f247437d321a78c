"""Questions that state something and want it confirmed: what the documents say is set against what was stated."""

import re
from collections.abc import Sequence

from core.text import fold
from service.answers.draft import Draft, Statement
from service.answers.evidence import bag_of
from service.answers.question import Question
from service.answers.roman_numbers import quarters_in_arabic

_JOINT = re.compile(r"[,;:]\s+|\s+và\s+|\s+–\s+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_FIGURE = re.compile(r"\d")
_QUARTER = "quy "


def judge_premise(question: Question, statements: Sequence[Statement]) -> Draft:
    """The statements as an answer; one that asks to confirm a figure is told first whether the documents say so."""
    figures = question.stated_figures
    if not figures or all(_is_of_name(statements[0].text, figure) for figure in figures):
        return Draft(statements=tuple(statements))
    chosen = statements[0]
    parts = _parts_spoken_of(question, chosen.text)
    holds = all(any(holds_figure(part, figure) for part in parts) for figure in figures)
    verdict = "Đúng" if holds else "Không đúng"
    said = chosen.model_copy(update={"text": f"{verdict}. Văn bản ghi: {chosen.text}"})
    return Draft(statements=(said,))


def _is_of_name(text: str, figure: str) -> bool:
    """Whether the figure stands in `text` only as part of a name in quotes (“Giải thưởng 22/7 …”)."""
    return holds_figure(text, figure) and not holds_figure(_QUOTED.sub(" ", text), figure)


def _parts_spoken_of(question: Question, text: str) -> tuple[str, ...]:
    """The parts of `text` between commas that say most of what is asked; all of it when it has one figure.

    "70% đối với giáo viên và 100% đối với giáo viên vùng biên giới" says two things, of which one is asked about.
    """
    parts = [part for part in _JOINT.split(text) if _FIGURE.search(part)]
    if len(parts) < 2:
        return (text,)
    numbers = set(re.findall(r"\d+", " ".join(question.stated_figures)))
    terms = [term for term in question.terms if term.word not in numbers]
    shares = [
        sum(term.weight * bag_of(part).credit(term, accentless=question.accentless) for term in terms) for part in parts
    ]
    best = max(shares)
    if best == 0.0 or all(share == best for share in shares):
        return (text,)
    return tuple(part for part, share in zip(parts, shares, strict=True) if share == best)


def holds_figure(text: str, figure: str) -> bool:
    """Whether the number, quarter or date stands in `text`, with or without leading zeros."""
    text = fold(text)
    if figure.startswith(_QUARTER):
        return re.search(rf"\b{_QUARTER}0*{figure.removeprefix(_QUARTER)}(?!\d)", quarters_in_arabic(text)) is not None
    numbers = [int(number) for number in re.findall(r"\d+", figure)]
    pattern = r"\D{1,9}0*".join(str(number) for number in numbers)
    return re.search(rf"(?<!\d)0*{pattern}(?!\d)", text) is not None
