"""A report written into a unit's own Word template: its letterhead, signature and page stay, our words go in.

The template marks where (`template_marks` tells in which forms): NOI_DUNG alone in a paragraph is where the body goes
(it must be there, once), PHU_LUC alone in a paragraph is where the table of tasks goes, else it follows as a landscape
annex; the other names of `words_of` may stand anywhere. Styles of ours that the template lacks are added; those it has
keep its look.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError

from core.errors import InvalidInput
from core.report import Report
from service.reports.blanks import blank
from service.reports.calendar_words import period_phrase
from service.reports.profile import BodyType, UnitProfile
from service.reports.word.annex import write_annex, write_annex_table, write_proofs
from service.reports.word.body import BodyWriter
from service.reports.word.copies import Copy
from service.reports.word.head import issue_number_form, place_and_date_form
from service.reports.word.layout import layout_for
from service.reports.word.styles import OWN_HEADINGS, add_styles
from service.reports.word.template_marks import fill, is_only, mark_names, marked_paragraphs, write_marks, written

BODY: Final = "NOI_DUNG"
_ANNEX: Final = "PHU_LUC"
WORDS: Final = (
    *("TRICH_YEU", "KINH_GUI", "NOI_NHAN", "KY_BAO_CAO", "TEN_DON_VI", "CO_QUAN_CAP_TREN", "SO_KY_HIEU"),
    *("DIA_DANH_NGAY", "QUYEN_HAN", "CHUC_VU", "NGUOI_KY"),
)
"""Marks that words go into; `words_of` says which."""
_NAMES: Final = frozenset((BODY, _ANNEX, *WORDS))


def check_template(template: bytes) -> None:
    """Returns when a report can be written into the template.

    Raises:
        InvalidInput: no Word document, no place for the body or several, or a mark that means nothing.
    """
    document = _open(template)
    paragraphs = list(marked_paragraphs(document))
    if sum(is_only(paragraph, BODY) for paragraph in paragraphs) != 1:
        raise InvalidInput(
            f"mẫu phải có đúng một đoạn chỉ gồm {written(BODY)}",
            where="tệp mẫu",
            advice="thêm đoạn đó (hoặc trường trộn, ô nội dung cùng tên) vào chỗ nội dung",
        )
    strange = {written(name) for paragraph in paragraphs for name in mark_names(paragraph)} - set(map(written, _NAMES))
    if strange:
        known = ", ".join(sorted(_NAMES))
        raise InvalidInput(
            f"mẫu có chỗ giữ không hiểu: {', '.join(sorted(strange))}", where="tệp mẫu", advice=f"dùng các tên: {known}"
        )


def write_into_template(report: Report, *, template: bytes, path: Path, profile: UnitProfile, copy: Copy) -> None:
    """The report at `path` in the look of the template.

    Raises:
        InvalidInput: the template has no place for the body.
    """
    check_template(template)
    document = _open(template)
    layout = layout_for(profile.body_type)
    add_styles(document, layout, is_party=profile.body_type is BodyType.PARTY)
    words = words_of(report, profile)
    for paragraph in list(marked_paragraphs(document)):
        fill(paragraph, words)
    _write_at(document, BODY, BodyWriter(document, report, copy, headings=OWN_HEADINGS).write)
    with_proofs = copy.with_proofs and bool(report.proofs)

    def write_tables() -> None:
        write_annex_table(document, report.annex)
        if with_proofs:
            write_proofs(document, report)

    if not _write_at(document, _ANNEX, write_tables) and report.annex:
        write_annex(document, report, profile, layout, with_proofs=with_proofs)
    document.core_properties.identifier = copy.identifier
    document.save(str(path))


def words_of(report: Report, profile: UnitProfile) -> dict[str, tuple[str, ...]]:
    """What goes in for each mark, a paragraph each; a blank for what the profile does not know."""
    no_parent = "" if profile.parent_name == "" else blank("cơ quan cấp trên")
    return {
        "TRICH_YEU": (report.title,),
        "KINH_GUI": (report.recipient or blank("cơ quan nhận báo cáo"),),
        "NOI_NHAN": tuple(f"- {line}" for line in report.recipients),
        "KY_BAO_CAO": (period_phrase(report.period_start, report.period_end),),
        "TEN_DON_VI": (profile.name.upper(),),
        "CO_QUAN_CAP_TREN": (profile.parent_name.upper() if profile.parent_name else no_parent,),
        "SO_KY_HIEU": (issue_number_form(profile),),
        "DIA_DANH_NGAY": (place_and_date_form(profile),),
        "QUYEN_HAN": (blank("quyền hạn") if profile.signer_capacity is None else profile.signer_capacity.upper(),),
        "CHUC_VU": ((profile.signer_role or "").upper() or blank("chức vụ của người ký"),),
        "NGUOI_KY": (profile.signer_name or blank("họ và tên người ký"),),
    }


def _open(template: bytes) -> Document:
    """The template with every place it marks written as a mark. Raises `InvalidInput`."""
    try:
        document = docx.Document(io.BytesIO(template))
    except (BadZipFile, OpcError, KeyError, ValueError) as exc:
        raise InvalidInput(
            "mẫu không phải tệp Word .docx", where="tệp mẫu", advice="mở bằng Word, lưu lại dạng .docx"
        ) from exc
    write_marks(document, _NAMES)
    return document


def _write_at(document: Document, name: str, write: Callable[[], None]) -> bool:
    """Runs `write`, which appends to the document, and moves what it wrote to the paragraph of the mark, which goes.

    False when there is no such paragraph; then nothing is written.
    """
    place = next((paragraph for paragraph in marked_paragraphs(document) if is_only(paragraph, name)), None)
    if place is None:
        return False
    body = document.element.body
    before = set(body)
    write()
    for element in [element for element in body if element not in before]:
        place._p.addprevious(element)
    place._p.getparent().remove(place._p)
    return True
