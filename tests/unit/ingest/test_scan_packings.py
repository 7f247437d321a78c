"""Scanners pack the page of a PDF in many ways; each is drawn as the page that it is."""

import io
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from core.limits import Limits
from ingest.pdf.pdf_file import render_pdf_page

_SIDES = (160, 220)


def _page(*, paper: int = 255) -> Image.Image:
    page = Image.new("1", _SIDES, paper)
    ImageDraw.Draw(page).rectangle((20, 30, 99, 69), fill=255 - paper)
    return page


def _fax_strip(page: Image.Image) -> bytes:
    """The page packed as fax group 4; in what Pillow writes a one stands for white."""
    held = io.BytesIO()
    page.save(held, format="TIFF", compression="group4", tiffinfo={278: page.height})
    tags = Image.open(io.BytesIO(held.getvalue())).tag_v2  # type: ignore[attr-defined]
    start, length = tags[273][0], tags[279][0]
    return held.getvalue()[start : start + length]


def _fax() -> tuple[str, bytes]:
    parts = f"/K -1 /Columns {_SIDES[0]} /Rows {_SIDES[1]} /BlackIs1 true"
    return f"/CCITTFaxDecode /DecodeParms << {parts} >> /BitsPerComponent 1", _fax_strip(_page())


def _jpeg_2000() -> tuple[str, bytes]:
    held = io.BytesIO()
    _page().convert("L").save(held, format="JPEG2000")
    return "/JPXDecode /BitsPerComponent 8", held.getvalue()


def _jbig2() -> tuple[str, bytes]:
    """A page of one generic region, packed as a fax within (ITU-T T.88, 7.4.6 and 6.2.6)."""
    region = struct.pack(">IIIIB", *_SIDES, 0, 0, 0) + b"\x01" + _fax_strip(_page(paper=0))
    segments = ((48, struct.pack(">IIIIBH", *_SIDES, 0, 0, 0, 0)), (38, region))
    packed = [struct.pack(">IBBBI", at, kind, 0, 1, len(data)) + data for at, (kind, data) in enumerate(segments)]
    return "/JBIG2Decode /BitsPerComponent 1", b"".join(packed)


@pytest.mark.parametrize("pack", [_fax, _jpeg_2000, _jbig2])
def test_a_packed_scan_is_drawn(tmp_path: Path, pack: object) -> None:
    filters, data = pack()  # type: ignore[operator]
    sides = f"/Width {_SIDES[0]} /Height {_SIDES[1]} /ColorSpace /DeviceGray /Filter {filters} /Length {len(data)}"
    drawing = f"q {_SIDES[0]} 0 0 {_SIDES[1]} 0 0 cm /I Do Q".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_SIDES[0]} {_SIDES[1]}] /Contents 4 0 R "
        "/Resources << /XObject << /I 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        f"<< /Type /XObject /Subtype /Image {sides} >>\nstream\n".encode() + data + b"\nendstream",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, content) for at, content in enumerate(objects, 1))
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.5\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF\n")
    drawn = render_pdf_page(path, 1, dpi=72, limits=Limits()).convert("L")
    assert drawn.size == _SIDES
    assert drawn.getpixel((60, 50)) < 40
    assert min(drawn.getpixel(place) for place in ((10, 10), (150, 50), (60, 150))) > 215
