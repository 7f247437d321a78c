"""A passage with the số, ký hiệu of the question comes before all others, however the code is spelt."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from core.text import strip_accents
from index.passage import Passage
from index.passage_index import PassageIndex
from index.tables import create_index_tables
from index.vector_index import VectorIndex
from index.words import code_keys
from tests.fakes import FakeEmbedder

CODES = ("15/KH-CĐN", "08-NQ/TW", "30/2020/NĐ-CP", "1234/UBND-KGVX", "57-NQ/TW", "5/KH-CĐN", "115/KH-CĐN")
TALK = "Các đơn vị báo cáo kết quả thực hiện kế hoạch chuyển đổi số, thi đua khen thưởng về Văn phòng"
ASKED = ("báo cáo kết quả thực hiện {}", "{}", "hạn nộp theo {} là khi nào?", "thi đua khen thưởng {} chuyển đổi số")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PassageIndex]:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    with engine.begin() as connection:
        create_index_tables(connection)
    made = PassageIndex(engine, vectors=VectorIndex(tmp_path_factory.mktemp("codes")), embedder=FakeEmbedder())
    texts = [f"Nơi nhận, lưu trữ theo {code}" for code in CODES] + [f"{TALK}, đợt {number}" for number in range(60)]
    made.replace_document("d", [_passage(place, text) for place, text in enumerate(texts)])
    yield made
    engine.dispose()


def _passage(place: int, text: str) -> Passage:
    return Passage(
        id=f"d:{place}", document_id="d", position=place, page_no=1, start=0, end=len(text), section="", heading="",
        kind="paragraph", text=text, codes=code_keys(text),
    )  # fmt: skip


@st.composite
def spelt(draw: st.DrawFn) -> tuple[str, str]:
    """A code, and one of the ways in which people write it."""
    code = draw(st.sampled_from(CODES))
    written = code
    for change in (str.lower, strip_accents, _spaced, _zeros, _dashed):
        if draw(st.booleans()):
            written = change(written)
    return code, written


def _spaced(code: str) -> str:
    return code.replace("/", " / ")


def _zeros(code: str) -> str:
    return f"0{code}"


def _dashed(code: str) -> str:
    return code.replace("-", "–")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.sampled_from(ASKED), pair=spelt())
def test_the_passage_with_the_code_comes_first(index: PassageIndex, asked: str, pair: tuple[str, str]) -> None:
    code, written = pair
    assert code in index.search(asked.format(written), limit=5)[0].passage.text
