"""Loại văn bản and their abbreviations in a số, ký hiệu.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mục I (state bodies); Hướng dẫn 05-HD/VPTW, Phần II, I.3.1.2 (the Party).
"""

from typing import Final

from core.text import tone_key

STATE_KIND_CODES: Final = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Tờ trình": "TTr",
    "Hợp đồng": "HĐ",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
    "Bản sao y": "SY",
    "Bản trích sao": "TrS",
    "Bản sao lục": "SL",
}

PARTY_KIND_CODES: Final = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Quy định": "QĐ",
    "Quy chế": "QC",
    "Chỉ thị": "CT",
    "Kết luận": "KL",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Thông báo": "TB",
    "Thông tri": "TT",
    "Tờ trình": "TTr",
    "Báo cáo": "BC",
    "Hướng dẫn": "HD",
    "Công văn": "CV",
    "Biên bản": "BB",
    "Đề án": "ĐA",
    "Phương án": "PA",
}

_CODE_BY_KEY = {tone_key(name): code for name, code in (PARTY_KIND_CODES | STATE_KIND_CODES).items()}


def kind_code(kind: str) -> str | None:
    """The abbreviation of a loại văn bản in any case and tone placement; None for one that has none.

    >>> kind_code("BÁO CÁO"), kind_code("Giấy uỷ quyền"), kind_code("Công hàm")
    ('BC', 'GUQ', None)
    """
    return _CODE_BY_KEY.get(tone_key(" ".join(kind.split())))
