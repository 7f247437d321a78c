"""Sentences that announce a list: whom they charge with it, and whether they are work themselves.

"Sở Y tế có trách nhiệm:" charges Sở Y tế with every item below. "Rà soát các công ty theo các nhóm sau:" above a
list of things is the work itself: it is known to be only when the list has ended without giving any work.
"""

from typing import NamedTuple

from core.directive import Block
from ingest.deadlines.wording import plain, wording
from service.tasks.actions import starts_with_action
from service.tasks.clauses import Stretch
from service.tasks.roles import Roles

_FAULTS = wording(
    r"\b(?:một số|những|các|nhiều|còn) (?:lỗi|tồn tại|hạn chế|sai sót|khuyết điểm|bất cập|khó khăn|vướng mắc|vi phạm)\b"
)


def announces_list(text: str) -> bool:
    """Whether the words end in a colon or in "như sau".

    >>> announces_list("với các nội dung như sau."), announces_list("Sở Y tế có trách nhiệm:"), announces_list("sau")
    (True, True, False)
    """
    end = text.rstrip(" \t\n*")
    return end.endswith(":") or " ".join(plain(end.rstrip(" .")[-9:]).split()).endswith("như sau")


class Faults:
    """The lists that tell faults ("một số lỗi vẫn chưa được khắc phục, cụ thể:"): what stands in them is no work."""

    def __init__(self) -> None:
        self._paths: list[str] = []

    def note(self, path: str, sentence: str) -> None:
        """Keeps the section at `path` when `sentence` announces faults and charges nobody with them."""
        if path and _FAULTS.search(plain(sentence)) is not None and not starts_with_action(sentence):
            self._paths.append(path)

    def hold(self, block: Block) -> bool:
        """Whether `block` is an unnumbered item of such a list."""
        return block.path in self._paths and block.label is not None and not block.label.isalnum()


class Announcement(NamedTuple):
    """A sentence with a colon at its end that reads as work, and how many drafts there were before its list."""

    block: Block
    offset: int
    text: str
    sentence: Stretch
    drafts_before: int

    def is_over(self, block: Block | None) -> bool:
        """Whether `block` no longer belongs to the list: it stands in another section, or the text has ended."""
        if block is None:
            return True
        within = block.path == self.block.path or block.path.startswith(f"{self.block.path}.")
        return not within or (self.block.label is not None and block.label == self.block.label)


class Standing:
    """Whom the sentences before lists have charged, by section."""

    def __init__(self) -> None:
        self._roles: dict[str, Roles] = {}

    def charge(self, path: str, roles: Roles) -> None:
        """What stands in the section at `path` from here on is charged to the units of `roles`."""
        self._roles[path] = roles

    def at(self, path: str) -> Roles | None:
        """The charge of the deepest section around `path`; a charge of the whole body does not reach the annexes."""
        is_annex = path.startswith("PL")
        around = [
            known
            for known in self._roles
            if known == path or path.startswith(f"{known}.") or (known == "" and not is_annex)
        ]
        return self._roles[max(around, key=len)] if around else None
