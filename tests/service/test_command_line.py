"""The command as a stranger uses it, on one data folder: real processes where a process is the point."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from core.text import nfc
from service.cli.main import app

PLAN = """ỦY BAN NHÂN DÂN TỈNH AN BÌNH
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 27/KH-SNV
An Bình, ngày 03 tháng 02 năm 2026

KẾ HOẠCH
Triển khai số hóa hồ sơ cán bộ, công chức năm 2026

Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;

I. NHIỆM VỤ
1. Văn phòng Sở chủ trì, phối hợp với Phòng Công chức viên chức rà soát toàn bộ hồ sơ giấy, xong trước ngày 30/6/2026.
2. Phòng Công chức viên chức tổ chức số hóa hồ sơ đã rà soát trong quý III năm 2026.

II. TỔ CHỨC THỰC HIỆN
Các phòng, đơn vị thuộc Sở báo cáo kết quả thực hiện về Văn phòng Sở trước ngày 15/11/2026./.

Nơi nhận:
- Như trên;
- Lưu: VT, VP.

GIÁM ĐỐC
Lê Văn Bình
"""


class Shell:
    """Runs `dondoc` on one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir

    def run(self, *arguments: str) -> Result:
        done = CliRunner().invoke(app, ["--data-dir", str(self.data_dir), *arguments])
        # The engine of jobs goes on writing to the stderr that it found first; the runner's is closed by now.
        logging.getLogger("dbos").handlers.clear()
        return done

    def process(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "service.cli.main", "--data-dir", str(self.data_dir), *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=110, check=False)

    def process_json(self, *arguments: str) -> Any:
        done = self.process(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def json(self, *arguments: str) -> Any:
        done = self.run(*arguments, "--json")
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    folder = tmp_path_factory.mktemp("office")
    plan = folder / "ke-hoach.txt"
    plan.write_text(PLAN, encoding="utf-8")
    shell = Shell(folder / "data")
    accepted = shell.json("ingest", str(plan), "--wait")
    assert [document["status"] for document in accepted["documents"]] == ["ready"]
    return shell


def test_bad_files_are_told_good_ones_go_on_and_one_taken_in_twice_is_one_document(shell: Shell, tmp_path: Path):
    (tmp_path / "rong.pdf").write_bytes(b"")
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (tmp_path / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    done = shell.run("ingest", str(tmp_path), "--json")
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert sorted(error["code"] for error in said["errors"]) == ["damaged_file", "empty_file"]
    listed = shell.json("list")
    assert [document["id"] for document in listed["documents"]] == [one["id"] for one in said["documents"]]


def test_show_gives_what_was_read_and_understood(shell: Shell):
    shown = shell.json("show", "27/kh-snv")
    assert shown["letterhead"]["number"] == "27/KH-SNV"
    assert shown["letterhead"]["issued_on"] == "2026-02-03"
    assert [reference["number"] for reference in shown["references"]] == ["57-NQ/TW"]
    assert [section["path"] for section in shown["sections"]] == ["I", "II"]
    for reference in shown["references"]:
        for span in reference["spans"]:
            assert shown["text"][span["start"] : span["end"]] == span["text"]


def test_show_reads_well_without_json(shell: Shell):
    done = shell.run("show", "27/KH-SNV")
    assert done.exit_code == 0
    assert "03/02/2026" in done.stdout
    assert "Nghị quyết 57-NQ/TW" in done.stdout


def test_tasks_carry_units_deadlines_and_evidence(shell: Shell):
    tasks = shell.json("tasks", "27/KH-SNV")["tasks"]
    review = next(task for task in tasks if "rà soát toàn bộ hồ sơ" in task["content"])
    assert review["lead_units"] == ["Văn phòng Sở"]
    assert (review["deadline"]["date"], review["deadline"]["exclusive"]) == ("2026-06-30", True)
    report = next(task for task in tasks if task["kind"] == "report")
    assert report["deadline"]["date"] == "2026-11-15"
    assert report["spans"][0]["text"] in nfc(PLAN)


def test_tasks_can_be_cut_off_at_a_day(shell: Shell):
    tasks = shell.json("tasks", "--due-before", "01/7/2026")["tasks"]
    assert [task["deadline"]["date"] for task in tasks] == ["2026-06-30"]


@pytest.mark.parametrize(
    "question", ["Văn phòng Sở phải rà soát hồ sơ giấy xong trước ngày nào?", "bao cao ket qua truoc ngay nao"]
)
def test_an_answer_quotes_the_very_words(shell: Shell, question: str):
    answer = shell.json("ask", question)
    assert not answer["abstained"]
    for citation in answer["citations"]:
        assert citation["quote"] in nfc(PLAN)


def test_a_question_that_no_document_answers_is_declined(shell: Shell):
    answer = shell.json("ask", "Kinh phí mua xe ô tô của Sở Tài chính là bao nhiêu?")
    assert answer["abstained"]
    assert answer["sentences"] == []


def test_a_report_is_written_and_keeps_the_format(shell: Shell, tmp_path: Path):
    target = tmp_path / "bao-cao.docx"
    period = ("--from", "01/01/2026", "--to", "30/6/2026")
    done = shell.run("report", "27/KH-SNV", "--unit", "Văn phòng Sở", *period, "-o", str(target))
    assert done.exit_code == 0, done.stderr
    checked = shell.run("check-format", str(target), "--json")
    assert (checked.exit_code, json.loads(checked.stdout)) == (0, {"deviations": []})


def test_restore_keeps_lines(shell: Shell):
    done = shell.process("restore", stdin="CONG HOA XA HOI CHU NGHIA VIET NAM\n\nDoc lap - Tu do - Hanh phuc\n")
    assert done.stdout == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n"


@pytest.mark.parametrize(
    ("phrase", "fields"),
    [
        ("trước ngày 15/12/2025", {"date": "2025-12-15", "exclusive": True, "bound": "before"}),
        ("quý III năm 2025", {"start": "2025-07-01", "date": "2025-09-30"}),
        ("trước ngày 10 tháng 11 hằng năm", {"rrule": "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10", "bound": "before"}),
    ],
)
def test_deadline_is_the_promised_record(shell: Shell, phrase: str, fields: dict[str, object]):
    record = shell.json("deadline", phrase, "--issued-on", "2025-07-18")
    assert {name: record[name] for name in fields} == fields


def test_an_unknown_document_is_an_error_with_advice(shell: Shell):
    done = shell.run("show", "999/KH-KHONGCO", "--json")
    assert done.exit_code == 1
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "not_found"
    assert error["advice"]


def test_doctor_finds_all_well(shell: Shell):
    checks = shell.json("doctor")["checks"]
    assert all(check["ok"] for check in checks)


@pytest.mark.slow
def test_doctor_rebuilds_the_index(shell: Shell):
    checks = shell.process_json("doctor", "--rebuild-index")["checks"]
    assert all(check["ok"] for check in checks)
