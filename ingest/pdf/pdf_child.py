"""The program of the PDFium process: answers requests from standard input until it ends.

Its memory is bounded, so that a page that unpacks to gigabytes ends this process and not the machine.
"""

import contextlib
import os
import resource
import sys
from pathlib import Path
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from ingest.files.no_network import cut_network
from ingest.pdf.pdf_messages import PdfAnswer, PdfFault, PdfOperation, PdfReply, PdfRequest
from ingest.pdf.pdfium_page import (
    hidden_share,
    largest_picture,
    load_page,
    page_scale,
    page_words,
    pixel_map,
    slanted_text,
)

_MAX_MEMORY_BYTES = 6 * 1024**3
_COLOUR_SPREAD = 24


class OpenDocument:
    """The document that was asked for last, kept open."""

    def __init__(self) -> None:
        self._key: tuple[str, int, int] | None = None
        self._document: pypdfium2.PdfDocument | None = None

    def get(self, path: str) -> pypdfium2.PdfDocument:
        """The open document at `path`, opened anew when the file has changed."""
        stat = Path(path).stat()
        key = (path, stat.st_size, stat.st_mtime_ns)
        if self._document is None or key != self._key:
            if self._document is not None:
                self._document.close()
            self._document, self._key = None, None
            self._document = pypdfium2.PdfDocument(path)
            self._document.init_forms()
            self._key = key
        return self._document


def answer_request(request: PdfRequest, opened: OpenDocument) -> PdfReply:
    """The reply to `request`; what PDFium cannot open or load becomes a fault."""
    try:
        document = opened.get(request.path)
        if request.operation is PdfOperation.COUNT:
            return PdfReply(answer=PdfAnswer(pages=len(document)))
        if not 1 <= request.page_no <= len(document):
            return PdfReply(answer=PdfAnswer(fault=PdfFault.DAMAGED))
        page = load_page(document, request.page_no)
        try:
            return _read(page, request) if request.operation is PdfOperation.WORDS else _render(page, request)
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        is_locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        return PdfReply(answer=PdfAnswer(fault=PdfFault.ENCRYPTED if is_locked else PdfFault.DAMAGED))


def _read(page: pypdfium2.PdfPage, request: PdfRequest) -> PdfReply:
    scale = page_scale(page, dpi=request.dpi, max_pixels=request.max_pixels)
    width_pt, height_pt = page.get_size()
    picture = largest_picture(page)
    return PdfReply(
        answer=PdfAnswer(
            words=page_words(page, scale=scale),
            slanted=slanted_text(page),
            width=round(width_pt * scale),
            height=round(height_pt * scale),
            image_share=picture.share,
            picture_box=pixel_map(page, scale=scale).box(*picture.bounds) if picture.bounds else None,
            picture_dpi=picture.dpi,
            hidden_share=hidden_share(page),
        )
    )


def _render(page: pypdfium2.PdfPage, request: PdfRequest) -> PdfReply:
    scale = page_scale(page, dpi=request.dpi, max_pixels=request.max_pixels)
    bitmap = page.render(scale=scale, may_draw_forms=True, rev_byteorder=True, prefer_bgrx=False)
    image = bitmap.to_pil()
    is_grey = not _has_colour(image)
    pixels = image.convert("L" if is_grey else "RGB").tobytes()
    answer = PdfAnswer(width=bitmap.width, height=bitmap.height, pixel_bytes=len(pixels), is_grey=is_grey)
    return PdfReply(answer=answer, pixels=pixels)


def _has_colour(image: Image.Image) -> bool:
    """Some pixel of every sixteenth is clearly not grey."""
    small = image.convert("RGB") if image.mode != "RGB" else image
    red, green, blue = small.resize((small.width // 4, small.height // 4), Image.Resampling.NEAREST).split()
    low = ImageChops.darker(ImageChops.darker(red, green), blue)
    high = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return any(ImageChops.subtract(high, low).histogram()[_COLOUR_SPREAD:])


def _serve(requests: BinaryIO, replies: BinaryIO) -> None:
    opened = OpenDocument()
    replies.write(b"ready\n")
    replies.flush()
    for line in requests:
        reply = answer_request(PdfRequest.model_validate_json(line), opened)
        replies.write(reply.answer.model_dump_json().encode() + b"\n")
        replies.write(reply.pixels)
        replies.flush()


def main() -> None:
    """Serves, off the network, until standard input ends; what a library prints goes to standard error."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY_BYTES, _MAX_MEMORY_BYTES))
    cut_network()
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)
        _serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
