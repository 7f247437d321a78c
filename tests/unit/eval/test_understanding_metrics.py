from datetime import date

from core.directive import Anomaly, Letterhead, Severity
from core.reference import Reference
from core.span import Span
from eval.understanding_metrics import CitedGold, LetterheadGold, score_anomalies, score_references, wrong_fields

GOLD = LetterheadGold(number="15/KH-CĐN", issued_on=date(2025, 4, 15), kind="Kế hoạch", issuers=("Công đoàn A", "CĐ A"))


def anomaly(start, end):
    return Anomaly(
        code="x",
        severity=Severity.LOW,
        message="",
        spans=(Span(page_no=1, start=start, end=end, text="x" * (end - start)),),
    )


def test_perfect_letterhead():
    found = Letterhead(number="15 / KH-CDN", issued_on=date(2025, 4, 15), kind="KẾ HOẠCH", issuer="CĐ A")
    assert wrong_fields(found, GOLD) == ()


def test_broken_letterhead():
    assert wrong_fields(Letterhead(), GOLD) == ("number", "issued_on", "kind", "issuer")


def test_value_where_the_text_is_silent_is_wrong():
    silent = LetterheadGold(asked=("number", "issued_on"))
    assert wrong_fields(Letterhead(number="1/KH-A"), silent) == ("number",)


def test_perfect_and_broken_references():
    gold = [CitedGold(number="57-NQ/TW", issued_on=date(2024, 12, 22)), CitedGold(number="1/KH-A")]
    perfect = [
        Reference(number="57-NQ/TW", issued_on=date(2024, 12, 22)),
        Reference(number="01/KH-A"),
        Reference(number=None),
    ]
    assert score_references(perfect, gold).f1 == 1.0
    assert score_references([Reference(number="57-NQ/TW")], gold).f1 == 0.0
    assert score_references([], []).f1 == 1.0


def test_perfect_and_broken_anomalies():
    gold = [[(0, 5)], [(10, 15)]]
    perfect = score_anomalies([anomaly(2, 4), anomaly(12, 20)], gold)
    assert (perfect.recall, perfect.precision) == (1.0, 1.0)
    broken = score_anomalies([anomaly(30, 40)], gold)
    assert (broken.recall, broken.precision) == (0.0, 0.0)
    tolerated = score_anomalies([anomaly(30, 40), anomaly(2, 4)], gold, [[(35, 36)]])
    assert (tolerated.recall, tolerated.precision) == (0.5, 1.0)
