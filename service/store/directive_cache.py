"""Directives that were parsed from the database lately: answering a question looks at the same few again and again."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from core.directive import Directive

_BUDGET_CHARACTERS = 20_000_000
"""Bound on the JSON text of what is kept; parsed, it takes several times as much memory."""

Version = tuple[str, datetime]
"""A document and the moment when it was understood: a new reading is another version."""


class DirectiveCache:
    """Keeps the directives used last, as many as fit the budget. Threads may share it."""

    def __init__(self, budget_characters: int = _BUDGET_CHARACTERS) -> None:
        self._budget = budget_characters
        self._kept: OrderedDict[Version, tuple[int, Directive]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, version: Version, load: Callable[[], str]) -> Directive:
        """The directive of this version, parsed from the JSON that `load` gives when it is not kept."""
        with self._lock:
            if version in self._kept:
                self._kept.move_to_end(version)
                return self._kept[version][1]
        stored = load()
        directive = Directive.model_validate_json(stored)
        with self._lock:
            self._kept[version] = (len(stored), directive)
            while sum(size for size, _ in self._kept.values()) > self._budget:
                self._kept.popitem(last=False)
        return directive
