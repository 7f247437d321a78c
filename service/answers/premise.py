"""Questions that state something and want it confirmed: what the documents say is set against what was stated."""

import re
from collections.abc import Sequence

from core.text import fold
from service.answers.draft import Draft, Statement
from service.answers.question import Question


def judge_premise(question: Question, statements: Sequence[Statement]) -> Draft:
    """The statements as an answer; one that asks to confirm a figure is told first whether the documents say so."""
    figures = question.stated_figures
    if not figures:
        return Draft(statements=tuple(statements))
    chosen = statements[0]
    holds = all(holds_figure(chosen.text, figure) for figure in figures)
    verdict = "Đúng" if holds else "Không đúng"
    said = chosen.model_copy(update={"text": f"{verdict}. Văn bản ghi: {chosen.text}"})
    return Draft(statements=(said,))


def holds_figure(text: str, figure: str) -> bool:
    """Whether the number or date stands in `text`, with or without leading zeros."""
    numbers = [int(number) for number in re.findall(r"\d+", figure)]
    pattern = r"\D{1,9}0*".join(str(number) for number in numbers)
    return re.search(rf"(?<!\d)0*{pattern}(?!\d)", fold(text)) is not None
