"""A sentence that says little of the question and leads no other, while the rest of the question stands elsewhere.

Near topics share their words: "bảng điểm được cấp khi nào" finds sentences on marks, and on what is granted. Where
papers say a word of the question in another passage, its absence here tells that another matter is spoken of; a word
that no passage says is merely the asker's own.
"""

from collections.abc import Sequence

from core.text import squeeze
from service.answers.asking_context import AskingContext
from service.answers.evidence import bag_of
from service.answers.focus import focus_terms
from service.answers.scoring import Scored

_MUCH, _LEAD, _LEAST_ELSEWHERE = 0.75, 0.1, 0.15
_SHORTEST_SENTENCE = 6
"""Measured on half of the students' questions; our own sets lose nothing (ADR 0173)."""


def is_another_matter(context: AskingContext, one: Scored, suited: Sequence[Scored]) -> bool:
    """Whether the best of `suited` is of another matter than the question, which leaves open the document it means.

    Rows and lines of a few words say too little by themselves to be judged so.
    """
    if context.scope.is_named or len(context.scope.document_ids) == 1 or one.worth >= _MUCH:
        return False
    text = one.evidence.text
    if one.evidence.passage.kind == "table_row" or len(text.split()) < _SHORTEST_SENTENCE:
        return False
    words = squeeze(text)
    rivals = (other for other in suited if other.worth > one.worth - _LEAD)
    if all(squeeze(rival.evidence.text) == words for rival in rivals):
        return False
    return _said_elsewhere(context, one) > _LEAST_ELSEWHERE


def _said_elsewhere(context: AskingContext, one: Scored) -> float:
    """Share of the question that another passage found says, and neither the sentence nor what stands around it."""
    evidence, guess = one.evidence, context.question.accentless
    terms = focus_terms(context.question, context.profiles[evidence.stretch.document_id])
    here = (evidence.bag, *evidence.around)
    others = [hit.passage for hit in context.hits if hit.passage.id != evidence.passage.id]
    elsewhere = [bag_of(passage.text, context.defined) for passage in others]
    missed = (
        term.weight
        * max(
            0.0,
            max((bag.credit(term, accentless=guess) for bag in elsewhere), default=0.0)
            - max(bag.credit(term, accentless=guess) for bag in here),
        )
        for term in terms
    )
    total = sum(term.weight for term in terms)
    return sum(missed) / total if total else 0.0
