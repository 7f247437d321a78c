"""A draft says what the records say, and leaves a blank for the rest."""

from datetime import date

import pytest

from core.directive import Letterhead
from core.errors import InvalidInput
from core.task import Deadline, TaskStatus
from eval.reports import report_faults
from service.reports.blanks import BLANK
from tests.unit.service.report_cases import STATE, UNION, directive, draft, lines, tasks, with_state


def line_with(words: str, texts: list[str]) -> str:
    return next(text for text in texts if words in text)


def test_lead_names_the_directive_from_its_letterhead() -> None:
    assert draft().lead.text == (
        "Thực hiện Kế hoạch số 12/KH-LĐLĐ ngày 02 tháng 4 năm 2025 của Liên đoàn Lao động tỉnh Hà Giang triển khai "
        "Tháng Công nhân năm 2025, Công đoàn Trường THPT Chu Văn An báo cáo kết quả thực hiện từ ngày 01 tháng 5 năm "
        "2025 đến ngày 31 tháng 5 năm 2025 như sau:"
    )


def test_what_the_letterhead_lacks_is_a_blank() -> None:
    report = draft(directive=directive(letterhead=Letterhead()))
    assert report.lead.is_blank
    for ask in ("loại văn bản", "số, ký hiệu văn bản", "ngày, tháng, năm ban hành", "cơ quan ban hành"):
        assert f"[điền: {ask}]" in report.lead.text


def test_a_field_read_with_doubt_asks_to_be_looked_at() -> None:
    head = directive().letterhead.model_copy(update={"doubtful": ("number", "signer")})
    lead = draft(directive=directive(letterhead=head)).lead
    assert "số 12/KH-LĐLĐ [điền: đối chiếu lại số, ký hiệu với bản gốc] ngày 02 tháng 4 năm 2025" in lead.text
    assert lead.text.count("đối chiếu lại") == 1


def test_report_goes_to_whom_the_duty_names_in_full() -> None:
    report = draft()
    assert report.recipient == "Liên đoàn Lao động tỉnh Hà Giang"
    assert report.duty_task_id == "bao-cao"


@pytest.mark.parametrize(
    ("named", "recipient"),
    [
        ("đồng chí Trần Văn An, chuyên viên Ban Tổ chức", "Liên đoàn Lao động tỉnh Hà Giang"),
        ("công đoàn cấp trên", "Liên đoàn Lao động tỉnh Hà Giang"),
        ("CĐNGD", "CĐNGD"),
        ("về Ban Chính sách (qua thư điện tử)", "Ban Chính sách"),
    ],
)
def test_the_addressee_is_a_body(named: str, recipient: str) -> None:
    duty = tasks()[4].model_copy(update={"report_to": named})
    assert draft((*tasks()[:4], duty)).recipient == recipient


def test_a_superior_that_nobody_named_is_a_blank() -> None:
    duty = tasks()[4].model_copy(update={"report_to": "công đoàn cấp trên"})
    report = draft((duty,), unit=UNION.name)
    assert report.recipient is None
    assert "[điền: cơ quan nhận báo cáo]" in report.closing.text


def test_a_duty_given_to_the_unit_comes_before_one_given_to_nobody() -> None:
    other = tasks()[4].model_copy(update={"id": "khac", "lead_units": (), "report_to": "Tổng Liên đoàn"})
    assert draft((other, *tasks())).duty_task_id == "bao-cao"


def test_without_a_duty_it_goes_to_the_issuer() -> None:
    assert draft(tasks()[:3]).recipient == "Liên đoàn Lao động tỉnh Hà Giang"
    assert draft((), directive=directive(letterhead=Letterhead())).recipient is None


def test_title_carries_the_common_name_of_the_period() -> None:
    assert draft().title == "Kết quả thực hiện Kế hoạch số 12/KH-LĐLĐ tháng 5 năm 2025"
    half = draft(period_start=date(2025, 1, 1), period_end=date(2025, 6, 30))
    assert half.title.endswith("6 tháng đầu năm 2025")


def test_a_note_is_told_and_nothing_is_added_to_it() -> None:
    texts = lines(draft(with_state("hoi-nghi", TaskStatus.DONE, "đã tổ chức 02 hội nghị, 310 người dự")))
    assert line_with("02 hội nghị tuyên truyền", texts) == (
        "- Tổ chức 02 hội nghị tuyên truyền về Tháng Công nhân (thời hạn: trước ngày 15/5/2025): đã hoàn thành. "
        "Đã tổ chức 02 hội nghị, 310 người dự."
    )


def test_done_without_a_note_asks_for_the_result() -> None:
    texts = lines(draft(with_state("hoi-nghi", TaskStatus.DONE)))
    assert "đã hoàn thành; [điền: thời gian, địa điểm tổ chức, số người tham dự]." in line_with("02 hội nghị", texts)


def test_a_task_nobody_told_of_is_a_blank_that_names_what_to_supply() -> None:
    line = line_with("tặng quà", lines(draft()))
    assert BLANK.search(line)
    assert "hoàn thành" not in line


def test_a_reached_figure_is_set_against_its_target() -> None:
    short = lines(draft(with_state("kham", TaskStatus.IN_PROGRESS, "Đã khám cho 85% đoàn viên")))
    assert "Kết quả chưa đạt chỉ tiêu 100%." in line_with("khám sức khỏe", short)
    met = lines(draft(with_state("kham", TaskStatus.DONE, "Đã khám cho 100% đoàn viên")))
    assert "Kết quả đạt chỉ tiêu 100%." in line_with("khám sức khỏe", met)


def test_counts_add_up_and_are_those_of_the_annex() -> None:
    report = draft(with_state("hoi-nghi", TaskStatus.DONE, "xong"))
    totals = report.totals
    assert totals is not None
    assert (totals.total, totals.done, totals.in_progress, totals.no_information) == (3, 1, 0, 2)
    assert totals.total == len(report.annex)
    assert "03 nhiệm vụ, chỉ tiêu" in line_with("Tính đến ngày 31 tháng 5 năm 2025", lines(report))


def test_other_units_tasks_and_the_duty_answered_are_left_out() -> None:
    report = draft()
    assert [row.task_id for row in report.annex] == ["hoi-nghi", "tang-qua", "kham"]
    assert "chính báo cáo này thực hiện" in report.selection


def test_a_report_duty_that_somebody_reported_on_stays() -> None:
    report = draft(with_state("bao-cao", TaskStatus.DONE, "Đã gửi báo cáo quý I"))
    assert "bao-cao" in [row.task_id for row in report.annex]


def test_the_issuer_reports_on_its_own_tasks() -> None:
    report = draft(unit="Liên đoàn Lao động tỉnh Hà Giang")
    assert [row.task_id for row in report.annex] == ["hoi-nghi", "kham"]


def test_work_before_its_time_is_not_late() -> None:
    report = draft(unit="Liên đoàn Lao động tỉnh")
    row = next(row for row in report.annex if row.task_id == "tong-ket")
    assert row.status == "Chưa đến thời gian thực hiện"
    assert report.totals is not None
    assert report.totals.not_due == 1


def test_past_deadlines_are_told_without_judging_those_nobody_told_of() -> None:
    texts = lines(draft())
    assert line_with("đã đến thời hạn nhưng", texts).endswith("nhưng chưa có thông tin về kết quả:")
    texts = lines(draft(with_state("hoi-nghi", TaskStatus.IN_PROGRESS)))
    assert line_with("đã đến thời hạn nhưng chưa hoàn thành:", texts)


def test_the_day_named_by_truoc_ngay_is_already_late() -> None:
    on_time = lines(draft(period_end=date(2025, 5, 13)))
    late = lines(draft(period_end=date(2025, 5, 14)))
    assert not any("đã đến thời hạn" in text for text in on_time)
    assert any("đã đến thời hạn" in text for text in late)


def test_dropped_tasks_are_counted_apart() -> None:
    report = draft(with_state("tang-qua", TaskStatus.DROPPED))
    assert report.totals is not None
    assert (report.totals.total, report.totals.dropped) == (2, 1)
    assert "01 nhiệm vụ không tiếp tục theo dõi" in line_with("Tính đến", lines(report))


def test_mere_partners_concerned_are_nobody_in_particular() -> None:
    def partnered(words: str) -> list[str]:
        item = tasks()[3].model_copy(update={"coordinating_units": (words,)})
        return [row.task_id for row in draft((item,)).annex]

    assert partnered("các đơn vị liên quan") == []
    assert partnered("các công đoàn cơ sở") == ["tong-ket"]


def test_an_occasion_is_no_term() -> None:
    items = (tasks()[1].model_copy(update={"deadline": Deadline(raw="khi có yêu cầu", event="khi có yêu cầu")}),)
    assert "khó khăn (khi có yêu cầu):" in line_with("tặng quà", lines(draft(items)))


def test_groups_follow_the_order_of_the_headings() -> None:
    texts = lines(draft((tasks()[2], tasks()[0])))
    assert texts.index("2. Tuyên truyền, vận động đoàn viên") < texts.index("3. Chỉ tiêu")


def test_headings_of_the_directive_group_the_tasks() -> None:
    texts = lines(draft())
    assert "2. Tuyên truyền, vận động đoàn viên" in texts
    assert "3. Chỉ tiêu" in texts


def test_no_task_for_the_unit_leaves_blanks_and_says_so() -> None:
    report = draft((tasks()[3],), unit=STATE)
    assert report.annex == ()
    assert report.totals is None
    assert "không có nhiệm vụ nào giao cho" in report.selection
    assert any("văn bản không nêu nhiệm vụ giao cho đơn vị" in text for text in lines(report))


def test_every_draft_is_borne_out_by_its_records() -> None:
    for items in (tasks(), with_state("kham", TaskStatus.IN_PROGRESS, "85%"), with_state("tang-qua", TaskStatus.DONE)):
        assert report_faults(draft(items), directive=directive(), tasks=items) == ()


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InvalidInput):
        draft(period_start=date(2025, 6, 1), period_end=date(2025, 5, 1))
    with pytest.raises(InvalidInput):
        draft(unit="  ")


def test_profile_alone_or_name_alone_give_the_same_text() -> None:
    by_name, by_profile = draft(unit=UNION.name), draft(unit=UNION)
    assert lines(by_name) == lines(by_profile)
    assert by_name.recipients == ("Như trên", "Lưu: VT, [điền: đơn vị soạn thảo]")


def test_nobody_reports_to_itself() -> None:
    issuer = UNION.model_copy(update={"name": "Liên đoàn Lao động tỉnh Hà Giang", "parent_name": "Tổng Liên đoàn"})
    assert draft(unit=issuer).recipient == "Tổng Liên đoàn"
    assert draft(unit=issuer.model_copy(update={"parent_name": None})).recipient is None
