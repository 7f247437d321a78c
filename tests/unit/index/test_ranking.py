"""The learnt ranking: more of the question counts for a passage, and who asks for a part of a document gets it."""

from dataclasses import replace
from itertools import count

import numpy as np

from index.passage_rows import StoredPassage
from index.ranker import bundled_ranker
from index.ranking_features import FEATURES, Candidate, Looks, ranking_features
from index.search_query import read_search_query
from index.word_keys import to_blobs
from index.words import exact_search_text, folded_search_text

_ROWS = count(1)


def _candidate(text: str, *, kind: str = "paragraph", context: str = "", cosine: float = 0.8) -> Candidate:
    keys = to_blobs([normal(part) for normal in (exact_search_text, folded_search_text) for part in (text, context)])
    stored = StoredPassage(
        row_id=next(_ROWS),
        document_id="d",
        kind=kind,
        text=text,
        codes=(),
        exact=(keys[0], keys[1]),
        folded=(keys[2], keys[3]),
    )
    return Candidate(stored=stored, ranks={}, cosine=cosine)


def _looks(question: str) -> Looks:
    return Looks(read_search_query(question, accent=str))


def _best(question: str, *candidates: Candidate) -> int:
    return int(np.argmax(bundled_ranker().score(ranking_features(_looks(question), candidates))))


def test_the_passage_with_more_of_the_question_wins() -> None:
    some = _candidate("Các đơn vị báo cáo công tác kiểm tra.")
    more = _candidate("Các đơn vị báo cáo kết quả kiểm kê tài sản.")
    assert _best("báo cáo kết quả kiểm kê tài sản", some, more) == 1
    assert _best("bao cao ket qua kiem ke tai san", some, more) == 1


def test_words_side_by_side_count_more_than_words_apart() -> None:
    apart = _candidate("Tài chính và nguồn vốn; bổ sung nhân sự cho phòng quản trị.")
    together = _candidate("Bổ sung nguồn nhân lực cho phòng tài chính.")
    assert _best("nguồn nhân lực tài chính", apart, together) == 1


def test_who_asks_who_signed_gets_the_signature() -> None:
    body = _candidate("Chủ tịch ký ban hành kế hoạch sau khi họp.")
    signature = _candidate("TM. BAN THƯỜNG VỤ, CHỦ TỊCH Nguyễn Văn A", kind="signature")
    features = ranking_features(_looks("ai ký kế hoạch này"), [body, signature])
    assert features[:, FEATURES.index("asked_part")].tolist() == [0.0, 1.0]


def test_a_heading_gives_way_to_what_it_heads() -> None:
    features = ranking_features(
        _looks("nhiệm vụ chuyển đổi số"), [_candidate("NHIỆM VỤ CHUYỂN ĐỔI SỐ", kind="heading")]
    )
    assert features[0, FEATURES.index("bare_head")] == 1.0
    assert bundled_ranker().score(
        features - np.eye(len(FEATURES))[FEATURES.index("bare_head")]
    ) > bundled_ranker().score(features)


def test_one_candidate_alone_has_no_nearness() -> None:
    features = ranking_features(_looks("kiểm kê"), [_candidate("kiểm kê")])
    assert features[0, FEATURES.index("meaning")] == 0.0
    assert ranking_features(_looks("kiểm kê"), []).shape == (0, len(FEATURES))


def test_a_passage_is_looked_at_once_for_one_question() -> None:
    looks, stored = _looks("kiểm kê tài sản"), _candidate("Kiểm kê tài sản công.").stored
    first = looks.features([stored])
    again = replace(_candidate("Nghỉ lễ.").stored, row_id=stored.row_id)
    assert np.array_equal(looks.features([again, stored]), np.vstack([first, first]))


def test_a_line_that_opens_with_what_is_asked_for_is_an_answer() -> None:
    place, looks = FEATURES.index("asked_label"), _looks("hội nghị họp ở đâu")
    texts = (
        "2. Thời gian, địa điểm: Hội trường tầng 4",
        "- Địa điểm: Hội trường tầng 4",
        "Nơi nhận: Như trên",
        "Hội nghị",
    )
    assert ranking_features(looks, [_candidate(text) for text in texts])[:, place].tolist() == [1.0, 1.0, 0.0, 0.0]


def test_being_very_short_is_no_merit() -> None:
    features = ranking_features(_looks("kiểm kê"), [_candidate("Kiểm kê"), _candidate(" ".join(["kiểm kê"] * 12))])
    assert len(set(features[:, FEATURES.index("length")])) == 1
