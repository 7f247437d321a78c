"""A PowerPoint file as pages: a page a slide, shapes from top to bottom, tables as rows, the speaker's notes last."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.exc import PythonPptxError

from core.errors import DamagedFile
from core.limits import Limits
from ingest.files.packed_parts import open_package
from ingest.formats.raw_page import RawPage
from ingest.tables.table_lines import GridCell, write_table
from ingest.text_layers.legacy_stretches import FontEncodings, Stretch, learn_fonts, unify_lines, unify_stretches

_ROW_EMU = 400_000
"""Shapes whose tops differ by less than this (about a centimetre) stand on one row."""

_Paragraphs = list[list[Stretch]]


def read_slide_pages(path: Path, *, limits: Limits, where: str) -> tuple[RawPage, ...]:
    """Pages of the presentation at `path`; hidden slides are named.

    Raises:
        IntakeError: encrypted, damaged or too large.
    """
    with open_package(path, limits=limits, where=where):
        pass
    try:
        slides = list(Presentation(str(path)).slides)
    except (PythonPptxError, LxmlError, BadZipFile, KeyError, ValueError, AttributeError) as exc:
        raise DamagedFile(
            "the presentation cannot be opened", where=where, advice="open it in PowerPoint and save it again"
        ) from exc
    fonts = learn_fonts(
        stretch for slide in slides for shape in _in_order(slide.shapes) for line in _lines(shape) for stretch in line
    )
    return tuple(_page(slide, fonts) for slide in slides) or (RawPage(text="", text_as_read=""),)


def _page(slide: Any, fonts: FontEncodings) -> RawPage:
    writer = _SlideText(fonts)
    text = unify_lines(writer.write(slide))
    encodings = tuple(sorted(writer.encodings | text.encodings))
    return RawPage(
        text=text.text, text_as_read=_SlideText(None).write(slide) if encodings else text.text, encodings=encodings
    )


class _SlideText:
    """Writes slides; without `fonts`, as the file holds them."""

    def __init__(self, fonts: FontEncodings | None) -> None:
        self._fonts = fonts
        self.encodings: set[str] = set()

    def write(self, slide: Any) -> str:
        hidden = "Trang chiếu ẩn\n\n" if slide._element.get("show") == "0" else ""
        shapes = "".join(self._shape(shape) for shape in _in_order(slide.shapes))
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        spoken = "" if notes is None else self._paragraphs(_of_frame(notes))
        return hidden + shapes + (f"Ghi chú của người trình bày:\n{spoken}" if spoken.strip() else "")

    def _shape(self, shape: Any) -> str:
        if not shape.has_table if hasattr(shape, "has_table") else True:
            return self._paragraphs(_lines(shape))
        rows = [
            [
                GridCell(self._paragraphs(_of_frame(cell.text_frame)).strip(), cell.span_width, cell.span_height)
                for cell in row.cells
                if not cell.is_spanned
            ]
            for row in shape.table.rows
        ]
        return f"\n{write_table(rows)}\n"

    def _paragraphs(self, lines: _Paragraphs) -> str:
        written = [self._unified(line) for line in lines]
        return "".join(f"{line}\n" for line in written if line.strip()) + ("\n" if lines else "")

    def _unified(self, line: list[Stretch]) -> str:
        if self._fonts is None:
            return "".join(stretch.text for stretch in line)
        unified = unify_stretches(line, self._fonts)
        self.encodings |= unified.encodings
        return unified.text


def _in_order(shapes: Iterable[Any]) -> Iterator[Any]:
    """Shapes from top to bottom and left to right, those of a group one by one; the title comes first."""
    flat = list(_flat(shapes))
    flat.sort(key=lambda shape: (not _is_title(shape), (shape.top or 0) // _ROW_EMU, shape.left or 0))
    yield from flat


def _flat(shapes: Iterable[Any]) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _is_title(shape: Any) -> bool:
    return bool(shape.is_placeholder and shape.placeholder_format.type in (1, 3))


def _lines(shape: Any) -> _Paragraphs:
    if getattr(shape, "has_table", False):
        return [line for row in shape.table.rows for cell in row.cells for line in _of_frame(cell.text_frame)]
    return _of_frame(shape.text_frame) if shape.has_text_frame else []


def _of_frame(frame: Any) -> _Paragraphs:
    return [
        [Stretch(run.text.replace("\v", "\n"), run.font.name or "") for run in paragraph.runs]
        for paragraph in frame.paragraphs
    ]
