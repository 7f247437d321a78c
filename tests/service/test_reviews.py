"""Filed reports over HTTP and on pages: from a draft to an approved one, and back from Word."""

import io
import re

import docx
import openpyxl
from starlette.testclient import TestClient

from tests.open_office import OpenOffice

API = "/api/v1"
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
UNIT, WRITER, REVIEWER = "Công đoàn Trường Mẫu giáo X", "Nguyễn Thị Hoa", "Trần Văn Nam"
WANTED = {"unit": UNIT, "from": "2025-01-01", "to": "2025-12-31", "by": WRITER}


def file_report(client: TestClient, document_id: str, **more: object) -> str:
    answer = client.post(f"{API}/reviews", json={"document": document_id, **WANTED, **more})
    assert answer.status_code == 201, answer.text
    report_id: str = answer.json()["id"]
    return report_id


def step(client: TestClient, report_id: str, action: str, **more: object) -> dict[str, object]:
    answer = client.post(f"{API}/reviews/{report_id}/steps", json={"by": REVIEWER, "action": action, **more})
    state: dict[str, object] = answer.json()
    return state


def fill_blanks(client: TestClient, report_id: str) -> None:
    view = client.get(f"{API}/reviews/{report_id}").json()
    report = view["shown"]["report"]

    def claims(sections: list[dict[str, object]]) -> list[dict[str, object]]:
        return [one for part in sections for one in (*part["claims"], *claims(part["children"]))]  # type: ignore[misc,arg-type]

    version = view["filed"]["versions"]
    for claim in [report["lead"], *claims(report["sections"]), report["closing"]]:
        if claim["is_blank"]:
            edit = {"by": WRITER, "text": "Đã thực hiện.", "base_version": version}
            answer = client.put(f"{API}/reviews/{report_id}/claims/{claim['id']}", json=edit)
            assert answer.status_code == 200, answer.text
            version = answer.json()["versions"]


def test_a_report_goes_from_draft_to_approval(visitor: TestClient, directive: str) -> None:
    report_id = file_report(visitor, directive)
    assert [one["id"] for one in visitor.get(f"{API}/reviews", params={"document": directive}).json()["reports"]] == [
        report_id
    ]
    assert step(visitor, report_id, "submit")["state"] == "submitted"
    assert "chỗ trống" in str(step(visitor, report_id, "approve")["what"])
    assert step(visitor, report_id, "return", note="Điền số liệu")["state"] == "returned"
    fill_blanks(visitor, report_id)
    remark = visitor.post(f"{API}/reviews/{report_id}/comments", json={"by": REVIEWER, "text": "Xem lại"}).json()
    step(visitor, report_id, "submit")
    resolved = visitor.post(f"{API}/reviews/{report_id}/comments/{remark['id']}/resolve", json={"by": WRITER})
    assert resolved.status_code == 204
    approved = step(visitor, report_id, "approve")
    assert (approved["state"], approved["approved_by"]) == ("approved", REVIEWER)
    view = visitor.get(f"{API}/reviews/{report_id}").json()
    assert (view["is_intact"], view["actions"]) == (True, [])
    assert view["shown"]["sha256"] == approved["approved_sha256"]
    edit = {"by": WRITER, "text": "Khác.", "base_version": view["filed"]["versions"]}
    lead = view["shown"]["report"]["lead"]["id"]
    assert visitor.put(f"{API}/reviews/{report_id}/claims/{lead}", json=edit).status_code == 422


def test_a_changed_task_makes_the_draft_out_of_date(visitor: TestClient, directive: str) -> None:
    report_id = file_report(visitor, directive)
    row = visitor.get(f"{API}/reviews/{report_id}").json()["shown"]["report"]["annex"][0]
    visitor.patch(f"{API}/tasks/{row['task_id']}", json={"status": "done", "note": "đã ký ban hành"})
    (reason,) = visitor.get(f"{API}/reviews/{report_id}").json()["out_of_date"]
    assert "“Hoàn thành”" in reason
    page = visitor.get(f"/bao-cao/ho-so/{report_id}").text
    assert "Số liệu đã đổi sau khi soạn" in page
    assert step(visitor, report_id, "redraft")["versions"] == 2
    view = visitor.get(f"{API}/reviews/{report_id}").json()
    assert view["out_of_date"] == []
    assert "đã ký ban hành" in str(view["shown"]["report"]).lower()


def test_files_of_a_report(visitor: TestClient, directive: str) -> None:
    report_id = file_report(visitor, directive)
    word = visitor.get(f"{API}/reviews/{report_id}/file.docx")
    document = docx.Document(io.BytesIO(word.content))
    assert document.core_properties.identifier == f"{report_id}/1"
    workbook = openpyxl.load_workbook(io.BytesIO(visitor.get(f"{API}/reviews/{report_id}/file.xlsx").content))
    assert workbook.active is not None
    assert workbook.active.freeze_panes == "A5"
    lead = visitor.get(f"{API}/reviews/{report_id}").json()["shown"]["report"]["lead"]["text"]
    paragraph = next(one for one in document.paragraphs if one.text == lead)
    paragraph.runs[0].text = lead.replace("báo cáo", "kính báo cáo", 1)
    stream = io.BytesIO()
    document.save(stream)
    files = {"file": ("sua.docx", stream.getvalue(), "application/octet-stream")}
    returned = visitor.post(f"{API}/reviews/{report_id}/word", files=files, data={"by": REVIEWER}).json()
    assert (returned["changed"], returned["added"], returned["removed"]) == (1, 0, 0)
    (change,) = [
        one
        for one in visitor.get(f"{API}/reviews/{report_id}/compare", params={"older": 1, "newer": 2}).json()["changes"]
        if one["fate"] != "same"
    ]
    assert "kính báo cáo" in change["claim"]["text"]
    tracked = visitor.get(f"{API}/reviews/{report_id}/file.docx", params={"compare_with": 1})
    assert "<w:ins " in docx.Document(io.BytesIO(tracked.content)).element.body.xml


def test_the_pages_do_it_all_without_script(visitor: TestClient, directive: str) -> None:
    form = {"van-ban": directive, "don-vi": UNIT, "tu": "01/01/2025", "den": "31/12/2025", "nguoi": WRITER}
    filed = visitor.post("/bao-cao", data=form, follow_redirects=False)
    address = filed.headers["location"]
    page = visitor.get(address)
    claim_id = re.findall(r'id="cau-(\w+)"', page.text)[2]
    editor = visitor.get(f"{address}?cau={claim_id}").text
    assert f'action="{address}/cau/{claim_id}"' in editor
    words = {"nguoi": WRITER, "ban": "1", "viec": "sua", "loi": f"Đã làm. {EVIL}"}
    edited = visitor.post(f"{address}/cau/{claim_id}", data=words)
    assert edited.status_code == 200
    assert "Đã làm." in edited.text
    assert EVIL not in edited.text
    assert f"Lời của {WRITER}" in edited.text
    compared = visitor.get(f"{address}/so-sanh", params={"tu": 1, "den": 2}).text
    assert "<ins>" in compared
    assert EVIL not in compared
    visitor.post(f"{address}/y-kien", data={"nguoi": REVIEWER, "loi": "Ghi rõ", "cau": claim_id})
    page = visitor.post(f"{address}/buoc", data={"nguoi": WRITER, "viec": "submit"})
    assert "Đang trình" in page.text
    refused = visitor.post(f"{address}/buoc", data={"nguoi": REVIEWER, "viec": "return"})
    assert refused.status_code == 422
    assert "lý do" in refused.text
    assert UNIT in visitor.get("/bao-cao").text


def test_profile_and_template_of_a_unit(visitor: TestClient, directive: str) -> None:
    form = {"ten": UNIT, "cap_tren": "Liên đoàn Lao động huyện Y", "ky_hieu": "CĐMGX", "loai": "union"}
    saved = visitor.post("/bao-cao/don-vi", data=form)
    assert 'value="CĐMGX"' in saved.text
    report_id = file_report(visitor, directive)
    assert visitor.get(f"{API}/reviews/{report_id}").json()["shown"]["report"]["parent_unit"] == form["cap_tren"]
    own = docx.Document()
    own.add_paragraph("MẪU RIÊNG CỦA ĐƠN VỊ")
    own.add_paragraph("{{NOI_DUNG}}")
    stream = io.BytesIO()
    own.save(stream)
    files = {"tep": ("mau.docx", stream.getvalue(), "application/octet-stream")}
    assert "Đang dùng mẫu của đơn vị" in visitor.post("/bao-cao/don-vi/mau", data={"ten": UNIT}, files=files).text
    word = docx.Document(io.BytesIO(visitor.get(f"{API}/reviews/{report_id}/file.docx").content))
    assert word.paragraphs[0].text == "MẪU RIÊNG CỦA ĐƠN VỊ"
    bad = {"tep": ("mau.docx", b"not a word file", "application/octet-stream")}
    assert visitor.post("/bao-cao/don-vi/mau", data={"ten": UNIT}, files=bad).status_code == 422


def test_results_of_units_make_a_synthesis(office: OpenOffice, visitor: TestClient, directive: str) -> None:
    number = visitor.get(f"{API}/documents/{directive}").json()["letterhead"]["number"]
    task = visitor.get(f"{API}/tasks", params={"document": directive}).json()["tasks"][0]
    report = (
        f"CÔNG ĐOÀN TRƯỜNG A\nSố: 05/BC-CĐA\n\nBÁO CÁO\nKết quả thực hiện Kế hoạch số {number}\n\n"
        f"Thực hiện Kế hoạch số {number}, Công đoàn Trường A báo cáo như sau:\n"
        f"1. {task['content']}: đã ban hành Kế hoạch số 12/KH-CĐA.\n"
    )
    office.take_in(report, "bao-cao-a.txt")
    base = f"{API}/documents/{directive}/results"
    proposed = visitor.post(f"{base}/read", json={"by": WRITER}).json()["results"]
    assert [(one["task_id"], one["status"], one["is_confirmed"]) for one in proposed] == [(task["id"], "done", False)]
    unit = proposed[0]["unit"]
    page = visitor.get("/bao-cao/ket-qua", params={"van-ban": directive, "don-vi": unit}).text
    assert "đã ban hành Kế hoạch số 12/KH-CĐA" in page
    assert visitor.post(f"{base}/confirm", json={"by": WRITER}).json() == {"confirmed": 1}
    told = {
        "task_id": task["id"],
        "unit": "Công đoàn Trường B",
        "status": "in_progress",
        "words": "đang soạn",
        "by": WRITER,
    }
    assert visitor.post(base, json=told).status_code == 201
    report_id = file_report(visitor, directive, units=[unit, "Công đoàn Trường B"])
    shown = visitor.get(f"{API}/reviews/{report_id}").json()["shown"]["report"]
    assert [(line["unit"], line["done"], line["in_progress"]) for line in shown["units"]] == [
        (unit, 1, 0),
        ("Công đoàn Trường B", 0, 1),
        ("Tổng cộng", 1, 1),
    ]
    assert "Tổng cộng" in visitor.get(f"/bao-cao/ho-so/{report_id}").text


def test_what_is_owed_says_the_period_and_the_annex_of_evidence_is_switched(
    visitor: TestClient, directive: str
) -> None:
    wanted = {"document": directive, "unit": UNIT, "as_of": "2025-12-01"}
    (duty,) = visitor.get(f"{API}/reports/duties", params=wanted).json()["duties"]
    assert (duty["kind"], duty["due"], duty["period"]["start"]) == ("periodic", "2025-12-19", "2025-03-05")
    draft = visitor.post(f"{API}/reports", json={**wanted, "duty": duty["task_id"], "format": "json"}).json()
    assert (draft["period_start"], draft["period_end"], draft["due"]) == ("2025-03-05", "2025-12-01", "2025-12-19")
    for more, is_there in (({}, True), ({"with_proofs": False}, False), ({"with_evidence": False}, False)):
        word = visitor.post(f"{API}/reports", json={**wanted, **more}).content
        texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs]
        assert any(text.startswith("CĂN CỨ, MINH CHỨNG") for text in texts) is is_there
    page = visitor.get("/bao-cao", params={"van-ban": directive, "don-vi": UNIT}).text
    assert "Báo cáo đơn vị phải nộp theo văn bản này" in page
    assert "hạn gửi 19/12/2025" in page
