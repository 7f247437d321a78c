import sys

from hypothesis import given
from hypothesis import strategies as st

from core.directive import Directive
from core.page import Page, ReadingMethod, TextJudgement
from core.text import fold, fold_aligned


@given(st.text())
def test_length_never_changes(text):
    assert len(fold_aligned(text)) == len(text)


@given(st.text(alphabet="ăâđêôơưáàảãạẮẰẲẴẶĐẤẦẨẪẬÉỆÍỊÓỢÚỰÝỴ abcXYZ0123/-"))
def test_agrees_with_fold_on_vietnamese(text):
    assert fold_aligned(text) == fold(text)


def test_flat_turns_every_white_space_into_a_plain_space():
    spaces = "".join(chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace())
    text = f"a{spaces}b".replace("\f", "\n")
    page = Page(page_no=1, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER, text=text, text_as_read=text)
    assert Directive(pages=(page,)).flat(0, len(text)) == "a" + " " * (len(text) - 2) + "b"
