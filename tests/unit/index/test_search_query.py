"""Whatever is typed becomes a query that SQLite accepts."""

import pytest
from sqlalchemy import create_engine

from index.function_words import FUNCTION_WORDS
from index.search_query import read_search_query
from index.tables import create_index_tables
from index.terms import query_terms
from index.word_index import Within
from index.word_indexes import words_of
from index.word_ranking import WordRanking

WITHIN = Within(document_ids=("d",))

ODD = [
    '"',
    "'; DROP TABLE passages; --",
    "a AND OR NOT NEAR(b)",
    "text : x",
    "*",
    "(",
    "^a",
    "-b",
    "\x00",
    "😀",
    "ｆｕｌｌ",
    "x" * 10_000,
]


@pytest.mark.parametrize("question", ODD)
def test_nothing_typed_is_query_syntax(question: str) -> None:
    query = read_search_query(question, accent=str)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        create_index_tables(connection)
        for words in filter(None, (query.exact, query.folded)):
            terms = query_terms(words, FUNCTION_WORDS)
            ranking = WordRanking(words_of(connection))
            assert ranking.by_terms(connection, "words_exact", terms, within=WITHIN, depth=5) == []
    engine.dispose()


def test_accents_are_put_on_only_where_none_were_typed() -> None:
    calls: list[str] = []

    def accent(question: str) -> str:
        calls.append(question)
        return "hạn báo cáo"

    assert read_search_query("han bao cao", accent=accent).text == "hạn báo cáo"
    assert read_search_query("hạn báo cáo gì", accent=accent).text == "hạn báo cáo gì"
    assert calls == ["han bao cao"]


def test_words_that_lack_accents_among_others_get_theirs() -> None:
    whole = "ban tổ chức đêm nhạc xuân yêu thương"

    def accent(question: str) -> str:
        assert question == "ban to chuc dem nhac xuan yeu thuong"
        return whole.replace("ban", "bàn")

    assert read_search_query("ban tổ chức đêm nhạc xuan yeu thuong", accent=accent).text == whole


def test_codes_are_read_from_the_question_as_typed() -> None:
    assert read_search_query("ke hoach 487/kh-ldld", accent=str).codes == ("487khldld",)


def test_a_short_form_that_is_a_word_is_left_alone_unless_in_capitals() -> None:
    assert read_search_query("mức phạt tối đa", accent=str).text == "mức phạt tối đa"
    assert "đề án" in read_search_query("ĐA 06 là gì", accent=str).text


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Kế hoạch 487 được gửi cho những nơi nào?", ("recipients",)),
        ("văn bản này gửi tới các đơn vị nào", ("recipients",)),
        ("bài dự thi gửi cho ai ở phòng giáo dục", ()),
        ("báo cáo nữ công gửi cho ai", ()),
    ],
)
def test_recipients_are_those_of_a_document(question: str, parts: tuple[str, ...]) -> None:
    assert read_search_query(question, accent=str).parts == parts


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("họp ban chấp hành ở đâu, mấy giờ", {"time", "place"}),
        ("kinh phi lay tu nguon nao", {"funds"}),
        ("đơn vị nào chủ trì", set()),
    ],
)
def test_what_papers_put_before_a_colon_is_asked_for(question: str, labels: set[str]) -> None:
    assert set(read_search_query(question, accent=str).labels) == labels
