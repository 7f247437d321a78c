"""The places that a unit's Word template marks: `{{NAME}}` in its text, a merge field, or a content control.

All three are brought to one form, the written mark, wherever they stand: body, tables, text boxes, headers, footers.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from service.reports.word.parts import printable

MARK: Final = re.compile(r"\{\{\s*([A-Z_]+)\s*\}\}")
_FIELD: Final = re.compile(r"^\s*MERGEFIELD\s+\"?([A-Z_]+)\"?", re.IGNORECASE)


def written(name: str) -> str:
    """
    >>> written("NOI_DUNG")
    '{{NOI_DUNG}}'
    """
    return "{{" + name + "}}"


def write_marks(document: Document, names: frozenset[str]) -> None:
    """Merge fields and content controls that have one of the names are written marks afterwards; others are kept."""
    for root in _roots(document):
        for field in list(root.iter(qn("w:fldSimple"))):
            _unfold_simple(field, names)
        for paragraph in root.iter(qn("w:p")):
            _unfold_complex(paragraph, names)
        for control in list(root.iter(qn("w:sdt"))):
            _unfold_control(control, names)


def marked_paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every paragraph that holds a mark; a second copy of a text box, for old Word, too."""
    for root in _roots(document):
        for element in list(root.iter(qn("w:p"))):
            if MARK.search(_own_text(element)):
                yield Paragraph(element, document._body)


def mark_names(paragraph: Paragraph) -> tuple[str, ...]:
    """The names marked in a paragraph, in reading order."""
    return tuple(MARK.findall(_own_text(paragraph._p)))


def is_only(paragraph: Paragraph, name: str) -> bool:
    """The paragraph is nothing but that mark."""
    match = MARK.fullmatch(_own_text(paragraph._p).strip())
    return match is not None and match[1] == name


def fill(paragraph: Paragraph, words: Mapping[str, tuple[str, ...]]) -> None:
    """Puts words in place of the marks, each in the look of the mark; more lines of one are paragraphs of their own."""
    for name in mark_names(paragraph):
        if name not in words:
            continue
        lines = words[name] or ("",)
        following = [deepcopy(paragraph._p) for _ in lines[1:]]
        _replace(paragraph._p, name, lines[0])
        for element, line in zip(reversed(following), reversed(lines[1:]), strict=True):
            _replace(element, name, line)
            paragraph._p.addnext(element)


def _roots(document: Document) -> Iterator[Any]:
    yield document.element.body
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield part._element


def _runs(element: Any) -> list[Any]:
    """The runs of a paragraph, those in links and controls too, without those of text boxes that hang on it."""
    return [run for run in element.iter(qn("w:r")) if next(run.iterancestors(qn("w:p"))) is element]


def _own_text(element: Any) -> str:
    return "".join(Run(run, None).text for run in _runs(element))  # type: ignore[arg-type]


def _replace(element: Any, name: str, line: str) -> None:
    """The first such mark replaced: its words go into the run that it begins in, the look of every run stays."""
    runs = [Run(run, None) for run in _runs(element)]  # type: ignore[arg-type]
    match = next((found for found in MARK.finditer("".join(run.text for run in runs)) if found[1] == name), None)
    if match is None:
        return
    start, offset = match.start(), 0
    for run in runs:
        text, begins = run.text, offset
        offset += len(text)
        if offset <= start or begins >= match.end():
            continue
        before, after = text[: max(0, start - begins)], text[max(0, match.end() - begins) :]
        run.text = printable(before + (line if begins <= start else "") + after)


def _unfold_simple(field: Any, names: frozenset[str]) -> None:
    name = _field_name(field.get(qn("w:instr")) or "", names)
    if name is not None:
        inside = field.find(qn("w:r"))
        run = inside if inside is not None else OxmlElement("w:r")
        Run(run, None).text = written(name)  # type: ignore[arg-type]
        field.addprevious(run)
        field.getparent().remove(field)


def _unfold_complex(paragraph: Any, names: frozenset[str]) -> None:
    """Fields that are spread over runs (begin, instruction, separate, result, end)."""
    inside: list[Any] = []
    for run in _runs(paragraph):
        kinds = [mark.get(qn("w:fldCharType")) for mark in run.iter(qn("w:fldChar"))]
        if "begin" in kinds:
            inside = [run]
        elif inside:
            inside.append(run)
        if "end" in kinds and inside:
            _unfold_runs(inside, names)
            inside = []


def _unfold_runs(runs: list[Any], names: frozenset[str]) -> None:
    instruction = "".join(text.text or "" for run in runs for text in run.iter(qn("w:instrText")))
    name = _field_name(instruction, names)
    if name is None:
        return
    shown = next((run for run in runs if run.find(qn("w:t")) is not None), runs[0])
    Run(shown, None).text = written(name)  # type: ignore[arg-type]
    for run in runs:
        if run is not shown:
            run.getparent().remove(run)


def _unfold_control(control: Any, names: frozenset[str]) -> None:
    """A content control whose tag or title is a name: what it holds becomes the mark, in the look of its first run."""
    properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
    if properties is None or content is None:
        return
    labels = [properties.find(qn(tag)) for tag in ("w:tag", "w:alias")]
    found = [label.get(qn("w:val")).strip().upper() for label in labels if label is not None and label.get(qn("w:val"))]
    name = next((label for label in found if label in names), None)
    if name is None:
        return
    runs = list(content.iter(qn("w:r")))
    if not runs:
        return
    Run(runs[0], None).text = written(name)  # type: ignore[arg-type]
    style = runs[0].find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    if style is not None:
        style.getparent().remove(style)
    for run in runs[1:]:
        run.getparent().remove(run)
    for paragraph in list(content.iter(qn("w:p")))[1:]:
        paragraph.getparent().remove(paragraph)
    for element in list(content):
        control.addprevious(element)
    control.getparent().remove(control)


def _field_name(instruction: str, names: frozenset[str]) -> str | None:
    match = _FIELD.match(instruction)
    name = match[1].upper() if match else ""
    return name if name in names else None
