"""The rendered pages of suite `restore`: each way of setting is there; unreadable pages are told by the OCR alone."""

import pytest

from eval.restoration_pages import parted_by_readability
from eval.restoration_rendering import DOCUMENTS, RenderedLine, rendered_pages


def test_every_face_resolution_and_model_is_measured() -> None:
    lines = rendered_pages()
    assert len({line.face for line in lines}) == 6
    assert {line.dpi for line in lines} == {"200", "250", "300"}
    assert {line.model for line in lines} == {"full", "fast"}
    assert {line.document for line in lines} <= set(DOCUMENTS)


@pytest.mark.parametrize(("read", "readable"), [("Can ct Nghi quyét", 1), ("Gan w #i qqét", 0)])
def test_a_page_with_a_third_of_its_letters_wrong_is_counted_apart(read: str, readable: int) -> None:
    page = (RenderedLine("001", "termes", "300", "full", "Căn cứ Nghị quyết", read),)
    good, lost = parted_by_readability([page])
    assert (len(good), len(lost)) == (readable, 1 - readable)
