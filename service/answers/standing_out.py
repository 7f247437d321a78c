"""A sentence that leads all others by far is an answer, though the question has words that no document writes.

Questions in people's own words ("say rượu tới phòng tiếp dân thì sao") share few words with the sentence that answers
them. Where nothing answers, several sentences say about as much of the question, or that which holds the sort of thing
asked for says less of it than another one does.
"""

from collections.abc import Sequence

from core.text import squeeze
from service.answers.scoring import Scored

_LEAD, _LEAST_OWN, _LEAST_COVERAGE, _LEAST_SAID = 0.1, 0.33, 0.42, 2
"""Measured over all sets of questions with and without lists of like words (ADR 0174)."""


def stands_out(one: Scored, pool: Sequence[Scored]) -> bool:
    """Whether the sentence speaks of a fair part of the question and is worth far more than every other of the pool."""
    if one.own < _LEAST_OWN or one.coverage < _LEAST_COVERAGE or one.said < _LEAST_SAID:
        return False
    words = squeeze(one.evidence.text)
    return all(one.worth - other.worth >= _LEAD for other in pool if squeeze(other.evidence.text) != words)
