"""The kinds of document (loại văn bản), their codes, and which kinds a code may stand for.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục III; Luật Ban hành văn bản quy phạm pháp luật; Hướng dẫn 05-HD/VPTW; the
union's TTr stands for thông tri where the State's stands for tờ trình.
"""

from core.text import fold_aligned

KINDS_BY_CODE: dict[str, tuple[str, ...]] = {
    "NQ": ("Nghị quyết",),
    "NQLT": ("Nghị quyết liên tịch",),
    "QĐ": ("Quyết định", "Quy định", "Quy chế", "Điều lệ"),
    "QyĐ": ("Quy định",),
    "QĐi": ("Quy định",),
    "CT": ("Chỉ thị",),
    "QC": ("Quy chế", "Quy chế phối hợp"),
    "TC": ("Thông cáo",),
    "TB": ("Thông báo", "Thông báo kết luận"),
    "HD": ("Hướng dẫn",),
    "CTr": ("Chương trình", "Chương trình hành động", "Chương trình công tác", "Chương trình phối hợp"),
    "CTHĐ": ("Chương trình hành động",),
    "KH": ("Kế hoạch", "Kế hoạch hành động", "Kế hoạch liên tịch", "Kế hoạch phối hợp"),
    "PA": ("Phương án",),
    "ĐA": ("Đề án",),
    "DA": ("Dự án",),
    "BC": ("Báo cáo",),
    "BB": ("Biên bản",),
    "TTr": ("Tờ trình", "Thông tri"),
    "HĐ": ("Hợp đồng",),
    "CĐ": ("Công điện",),
    "BGN": ("Bản ghi nhớ",),
    "BTT": ("Bản thỏa thuận",),
    "GUQ": ("Giấy ủy quyền",),
    "GM": ("Giấy mời",),
    "TM": ("Thư mời", "Giấy mời"),
    "GGT": ("Giấy giới thiệu",),
    "GNP": ("Giấy nghỉ phép",),
    "PG": ("Phiếu gửi",),
    "PC": ("Phiếu chuyển",),
    "PB": ("Phiếu báo",),
    "KL": ("Kết luận", "Thông báo kết luận"),
    "CV": ("Công văn",),
    "NĐ": ("Nghị định",),
    "TT": ("Thông tư", "Thông tri"),
    "TTLT": ("Thông tư liên tịch",),
    "KHLT": ("Kế hoạch liên tịch", "Kế hoạch phối hợp", "Kế hoạch"),
    "CTrLT": ("Chương trình liên tịch", "Chương trình phối hợp", "Chương trình"),
    "CTPH": ("Chương trình phối hợp", "Chương trình"),
    "HDLT": ("Hướng dẫn liên tịch", "Hướng dẫn"),
    "QCPH": ("Quy chế phối hợp", "Quy chế"),
    "QCLT": ("Quy chế liên tịch", "Quy chế phối hợp", "Quy chế"),
    "TTrLT": ("Tờ trình liên tịch", "Tờ trình"),
    "VBHN": ("Văn bản hợp nhất",),
    "PL": ("Pháp lệnh",),
}
"""Code in a số, ký hiệu to the kinds it may name."""

LAW_KINDS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh")

KIND_NAMES: tuple[str, ...] = tuple(
    sorted(
        {name for names in KINDS_BY_CODE.values() for name in names} | set(LAW_KINDS) | {"Công văn", "Tờ khai"},
        key=lambda name: (-len(name), name),
    )
)
"""Every kind, longest name first, so that `Chương trình hành động` is tried before `Chương trình`."""

NAME_BY_FOLD: dict[str, str] = {fold_aligned(name): name for name in KIND_NAMES}
_LOOSE_KINDS = frozenset({"cong van", "van ban", "bao cao", "to trinh", "de an", "du an", "phuong an"})
CODE_BY_FOLD: dict[str, str] = {fold_aligned(code): code for code in KINDS_BY_CODE}


def known_code(code: str) -> str | None:
    """`code` as the list of kinds spells it; accents decide between HD and HĐ, and may be missing otherwise.

    >>> known_code("HD"), known_code("HĐ"), known_code("QD"), known_code("UBND")
    ('HD', 'HĐ', 'QĐ', None)
    """
    for known in KINDS_BY_CODE:
        if known.lower() == code.lower():
            return known
    return CODE_BY_FOLD.get(fold_aligned(code))


def kind_of_code(code: str) -> str | None:
    """The kind that `code` names first, or None when the code is not one of a kind.

    >>> kind_of_code("KH"), kind_of_code("QD"), kind_of_code("UBND")
    ('Kế hoạch', 'Quyết định', None)
    """
    known = known_code(code)
    return KINDS_BY_CODE[known][0] if known else None


def code_fits_kind(code: str, kind: str) -> bool:
    """A number with `code` may belong to a document called `kind`; also true where either is unknown.

    >>> code_fits_kind("KH", "Quyết định"), code_fits_kind("CTr", "Chương trình hành động")
    (False, True)
    """
    known = known_code(code)
    if known is None or fold_aligned(kind) not in NAME_BY_FOLD:
        return True
    return fold_aligned(kind) in {fold_aligned(name) for name in KINDS_BY_CODE[known]}


_OF_DEPARTMENTS = frozenset({"PC", "TC", "PA", "DA", "PB", "PG", "PĐ"})
"""Codes that are names of departments too (Pháp chế, Tài chính, Dự án): `343/PC-VT` may be any kind of document."""


def kinds_agree(code: str, kind: str) -> bool:
    """Whether careful people call a document with `code` a `kind`: any letter is a công văn, a notice may conclude.

    >>> kinds_agree("HD", "Công văn"), kinds_agree("KH", "Quyết định")
    (True, False)
    """
    named, folded = fold_aligned(kind_of_code(code) or ""), fold_aligned(kind)
    loose = folded in _LOOSE_KINDS or folded.startswith(named) or named.startswith(folded)
    return (
        loose
        or code in _OF_DEPARTMENTS
        or code == "CĐ"
        or (code == "TB" and folded == "ket luan")
        or code_fits_kind(code, kind)
    )
