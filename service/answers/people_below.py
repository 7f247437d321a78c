"""The people that are listed right under a line which is no heading and ends in no colon.

ĐOÀN SỐ 2: Dự Lễ kỷ niệm tại xã Thanh Vân.
1. Đ/c Hoàng Công Bộ - Phó Bí thư Huyện ủy, Trưởng đoàn.
2. Đ/c Mẫn Quý Yên - Chánh Văn phòng.
"""

from core.directive import Directive
from service.answers.draft import Stretch
from service.answers.persons import has_person
from service.answers.places import block_at

_LONGEST_ITEM = 200
_MOST = 10


def people_below(directive: Directive, lead: Stretch) -> list[Stretch]:
    """The items after the block of `lead` that each name a person; none when there are not several."""
    block = block_at(directive, lead.start)
    if block is None:
        return []
    found: list[Stretch] = []
    for item in directive.blocks[directive.blocks.index(block) + 1 :][:_MOST]:
        text = directive.text[item.start : item.end]
        if len(text) > _LONGEST_ITEM or not has_person(text):
            break
        found.append(Stretch(document_id=lead.document_id, start=item.start, end=item.end))
    return found if len(found) > 1 else []
