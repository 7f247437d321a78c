"""The printed forms that a word may have, as a trie for searching and as ids for the language model.

A form is a spelling in a case: `hòa`, `hoà`, `Hòa`, `HÒA` are four forms of one language-model word. The trie's
nodes stand in breadth-first order, so the children of a node lie side by side.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.channel import START


class Trie(NamedTuple):
    """Node 0 is the root.

    Attributes:
        pairs: for each node the id of (letter before + letter) in the channel; -1 at the root.
        first_child, end_child: half-open range of its children.
        form: index of the form that ends here, or -1.
    """

    pairs: NDArray[np.int32]
    first_child: NDArray[np.int32]
    end_child: NDArray[np.int32]
    form: NDArray[np.int32]


class Lexicon(NamedTuple):
    """Printed forms.

    Attributes:
        words: id of each form's language-model word.
        spelling_logs: log P(spelling | word): `hòa` or `hoà`.
        case_logs: log P(case | spelling): `đồng` or `Đồng`.
    """

    forms: Sequence[str]
    words: NDArray[np.int64]
    spelling_logs: NDArray[np.float32]
    case_logs: NDArray[np.float32]


def build_trie(forms: Sequence[str], pair_ids: dict[str, int]) -> Trie:
    """The trie of `forms`; forms with a pair of letters that the channel does not know are left out.

    >>> trie = build_trie(["an", "am", "b"], {"^a": 0, "an": 1, "am": 2, "^b": 3})
    >>> trie.first_child.tolist(), trie.end_child.tolist(), trie.form.tolist()
    ([1, 3, 5, 5, 5], [3, 5, 5, 5, 5], [-1, -1, 2, 1, 0])
    """
    order = sorted(range(len(forms)), key=forms.__getitem__)
    known = [i for i in order if all(a + b in pair_ids for a, b in zip(START + forms[i], forms[i], strict=False))]
    pairs, first_child, end_child, form = [-1], [0], [0], [-1]
    level: list[tuple[int, list[int]]] = [(0, known)]
    depth = 0
    while level:
        deeper: list[tuple[int, list[int]]] = []
        for node, members in level:
            first_child[node] = len(pairs)
            for letter, inside in _by_letter(forms, members, depth):
                before = forms[inside[0]][depth - 1] if depth else START
                ended = len(forms[inside[0]]) == depth + 1
                pairs.append(pair_ids[before + letter])
                form.append(inside[0] if ended else -1)
                first_child.append(0)
                end_child.append(0)
                deeper.append((len(pairs) - 1, inside[1:] if ended else inside))
            end_child[node] = len(pairs)
        level, depth = deeper, depth + 1
    return Trie(*(np.asarray(column, np.int32) for column in (pairs, first_child, end_child, form)))


def best_below(trie: Trie, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each node the best of `scores`, one a form, among the forms that end there or further down.

    >>> trie = build_trie(["an", "am", "b"], {"^a": 0, "an": 1, "am": 2, "^b": 3})
    >>> best_below(trie, np.array([-1, -2, -3], np.float32)).tolist()
    [-1.0, -1.0, -3.0, -2.0, -1.0]
    """
    best = np.where(trie.form >= 0, scores[trie.form], np.float32(-np.inf)).astype(np.float32)
    levels = [(0, 1)]
    while levels[-1][0] < levels[-1][1]:
        start, end = levels[-1]
        levels.append((int(trie.first_child[start]), int(trie.end_child[end - 1])))
    for (start, end), (below, last) in reversed([*pairwise(levels[:-1])]):
        parents = start + np.flatnonzero(trie.first_child[start:end] < trie.end_child[start:end])
        of_children = np.maximum.reduceat(best[below:last], trie.first_child[parents] - below)
        best[parents] = np.maximum(best[parents], of_children)
    return best


def _by_letter(forms: Sequence[str], members: list[int], depth: int) -> list[tuple[str, list[int]]]:
    groups: list[tuple[str, list[int]]] = []
    for member in members:
        letter = forms[member][depth]
        if not groups or groups[-1][0] != letter:
            groups.append((letter, []))
        groups[-1][1].append(member)
    return groups
