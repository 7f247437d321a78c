"""Nothing in a task is invented: every word of it stands in the document, and its spans are the very words."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.directive import Directive
from core.task import Task
from core.text import squeeze
from service.tasks.extract import extract_tasks
from tests.unit.ingest.directives import directive_of

HEADINGS = st.sampled_from(
    ["MỤC ĐÍCH, YÊU CẦU", "CHỈ TIÊU", "NHIỆM VỤ", "TỔ CHỨC THỰC HIỆN", "TIẾN ĐỘ", "Chế độ báo cáo", "Nội dung"]
)
UNITS = st.sampled_from(
    ["Ban Nghiệp vụ", "Sở Nội vụ, Sở Tài chính", "các đơn vị", "UBND các xã", "Công đoàn cơ sở", ""]
)
OPENINGS = st.sampled_from(["Giao {unit} chủ trì", "{unit} tổ chức", "Tổ chức", "Phối hợp với {unit}", "Báo cáo", ""])
OBJECTS = st.sampled_from(
    ["hội nghị tổng kết phong trào thi đua", "kết quả về Sở Nội vụ", "100% cán bộ được tập huấn", "“Ngày hội”; rà soát"]
)
TIMES = st.sampled_from(
    [
        "trước ngày 15/12/2025",
        "hằng năm",
        "trong quý III năm 2025",
        "khi có yêu cầu",
        "(trước ngày 30/6)",
        "năm 2019",
        "",
    ]
)
CLAUSES = st.builds(
    lambda opening, unit, thing, when: f"{opening.format(unit=unit)} {thing} {when}".strip(),
    OPENINGS,
    UNITS,
    OBJECTS,
    TIMES,
)
ITEMS = st.lists(st.lists(CLAUSES, min_size=1, max_size=3).map("; ".join), min_size=1, max_size=4)
PARTS = st.lists(st.tuples(HEADINGS, ITEMS), min_size=1, max_size=4)
ROMAN = ("I", "II", "III", "IV")


def _document(parts: list[tuple[str, list[str]]], page_break: bool) -> Directive:
    lines = ["KẾ HOẠCH", "Thực hiện một việc", ""]
    for number, (heading, items) in zip(ROMAN, parts, strict=False):
        lines += [f"{number}. {heading}", "", *(f"- {item}.\n" for item in items)]
    text = "\n".join(lines)
    middle = text.find("\n\n", len(text) // 2)
    return directive_of(f"{text[:middle]}\f{text[middle:]}" if page_break and middle > 0 else text)


def _words_of(task: Task) -> list[str]:
    words = [task.content, *task.lead_units, *task.coordinating_units]
    words += [part for part in (task.report_to, task.measure) if part]
    return words + ([task.deadline.raw] if task.deadline else [])


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(parts=PARTS, page_break=st.booleans())
def test_every_word_of_a_task_stands_in_the_document(parts: list[tuple[str, list[str]]], page_break: bool) -> None:
    directive = _document(parts, page_break)
    text = squeeze(directive.text)
    for task in extract_tasks(directive, "doc"):
        assert all(span.text == directive.text[span.start : span.end] for span in task.spans)
        assert task.spans
        assert all(words in text for words in _words_of(task))
        if task.deadline is not None and task.deadline.date is not None:
            assert date(2018, 1, 1) < task.deadline.date < date(2027, 1, 1)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(parts=PARTS)
def test_ids_are_unique_and_stable(parts: list[tuple[str, list[str]]]) -> None:
    directive = _document(parts, page_break=False)
    first, second = extract_tasks(directive, "doc"), extract_tasks(directive, "doc")
    assert [task.id for task in first] == [task.id for task in second]
    assert len({task.id for task in first}) == len(first)
