"""Pages and API of reports: duties listed, a period that follows from them, files, the format of a Word file."""

from io import BytesIO

import docx
from fastapi.testclient import TestClient

API = "/api/v1"


def test_the_format_page_tells_each_deviation(idle_client: TestClient) -> None:
    stream = BytesIO()
    document = docx.Document()
    document.add_paragraph("Đề nghị các đơn vị báo cáo kết quả thực hiện trước ngày 30/11/2026 để tổng hợp.")
    document.save(stream)
    page = idle_client.post("/bao-cao/the-thuc", files={"tep": ("van-ban.docx", stream.getvalue())})
    assert page.status_code == 200
    assert "không thấy Quốc hiệu" in page.text
    assert "Cách sửa:" in page.text
    assert "NĐ 30/2020/NĐ-CP" in page.text
    assert 'name="tep"' in idle_client.get("/bao-cao/the-thuc").text


def test_the_format_page_tells_what_cannot_be_read(idle_client: TestClient) -> None:
    page = idle_client.post("/bao-cao/the-thuc", files={"tep": ("van-ban.docx", b"no word file")})
    assert page.status_code == 422
    assert 'name="tep"' in page.text
