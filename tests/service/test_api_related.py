"""Relations over HTTP."""

from starlette.testclient import TestClient

from tests.open_office import OpenOffice
from tests.service.conftest import API

PLAN = """SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 27/KH-SNV
An Bình, ngày 03 tháng 02 năm 2026

KẾ HOẠCH
Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị

I. NHIỆM VỤ
1. Văn phòng Sở rà soát hồ sơ.
"""


def test_relations_are_asked_both_ways(office: OpenOffice, visitor: TestClient) -> None:
    plan = office.take_in(PLAN, "ke-hoach.txt")
    (resolution,) = visitor.get(f"{API}/documents/57-NQ/TW/related").json()["related"]
    assert resolution["document"]["document_id"] is None
    assert [(link["relation"], link["document"]["document_id"]) for link in resolution["cited_by"]] == [
        ("implements", plan)
    ]
    (around,) = visitor.get(f"{API}/documents/{plan}/related").json()["related"]
    assert [link["document"]["number"] for link in around["unresolved"]] == ["57-NQ/TW"]
    assert visitor.get(f"{API}/references/unresolved").json()["unresolved"][0]["document"]["number"] == "57-NQ/TW"
    assert "57-NQ/TW" in visitor.get(f"/van-ban/{plan}").text
    assert visitor.get(f"{API}/documents/1/QĐ-X/related").status_code == 404
