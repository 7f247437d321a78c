"""An archive handed in over HTTP or the page: each document of it, and what was refused, by name."""

import io
import zipfile

from starlette.testclient import TestClient

API = "/api/v1"


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("kh.txt", "Số: 15/KH-CĐN\nKẾ HOẠCH chuyển đổi số")
        archive.writestr("cv.txt", "Số: 16/CV-CĐN\nV/v báo cáo chuyển đổi số")
        archive.writestr("virus.doc", bytes(range(256)))
    return out.getvalue()


def test_each_document_of_an_archive_is_taken_in_once(visitor: TestClient) -> None:
    page = visitor.post("/van-ban", files={"tep": ("hoso.zip", _archive())}, headers={"X-Fragment": "1"}).text
    assert all(name in page for name in ("kh.txt", "cv.txt", "virus.doc"))
    assert page.count("đã nhận") == 2
    sent = visitor.post(f"{API}/documents", files={"files": ("hoso.zip", _archive())}).json()
    assert [(one["file_name"], one["container"]) for one in sent["documents"]] == [
        ("kh.txt", "hoso.zip"),
        ("cv.txt", "hoso.zip"),
    ]
    assert [error["where"] for error in sent["errors"]] == ["hoso.zip › virus.doc"]
    assert len(sent["duplicates"]) == 2
