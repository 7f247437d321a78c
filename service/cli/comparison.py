"""What a new version of a directive changes, on the screen."""

from typing import TYPE_CHECKING

from core.errors import InvalidInput
from service.cli.output import print_json, print_text
from service.follow_up.comparison import Comparison, Fate
from service.labels import TASK_FATE, TASK_FIELD
from service.text_changes import Change

if TYPE_CHECKING:
    from service.office import Office

_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


def show_comparison(office: "Office", former_id: str, new_id: str, *, as_json: bool) -> None:
    """Prints what the new document changes in the tasks of the former.

    Raises:
        InvalidInput: no former document, or both are one.
    """
    if not former_id:
        raise InvalidInput(
            "cần nêu văn bản cũ", where="DOC", advice="dondoc tasks VĂN-BẢN-CŨ --compare-with VĂN-BẢN-MỚI"
        )
    compared = office.versions.compare(former_id, new_id)
    if as_json:
        print_json(compared)
        return
    for line in _lines(compared):
        print_text(line)


def _lines(compared: Comparison) -> list[str]:
    counts = ", ".join(f"{compared.count(fate)} {TASK_FATE[fate].lower()}" for fate in Fate)
    lines = [f"Nhiệm vụ: {counts}."]
    if compared.is_amendment:
        lines.append("Văn bản mới sửa đổi văn bản cũ: việc không nhắc đến được coi là giữ nguyên.")
    for one in compared.tasks:
        shown = one.new or one.former
        if one.fate is Fate.SAME or shown is None:
            continue
        lines.append(f"\n[{TASK_FATE[one.fate]}] {shown.section}  {shown.content}")
        for change in one.changes:
            words = "".join(_MARKS[piece.change].format(piece.text) for piece in change.pieces)
            lines.append(f"    {TASK_FIELD[change.field]}: {words}")
    return lines
