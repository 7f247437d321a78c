"""What is taken in, and what is refused with which error."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    IntakeError,
    UnsupportedFile,
)
from core.limits import Limits
from core.source import MediaType, Source
from ingest.intake import accept_file, clean_file_name
from tests.unit.ingest.files import paragraph, write_compound, write_docx, write_picture_pdf, write_text_pdf


def test_type_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    pdf = write_picture_pdf(tmp_path / "bang.txt", pages=2)
    word = write_docx(tmp_path / "anh.png", paragraph("Kế hoạch"))
    text = tmp_path / "x.pdf"
    text.write_text("Số: 15/KH-CĐN", encoding="utf-8")
    found = [accept_file(path, limits=Limits()) for path in (pdf, word, text)]
    assert [source.media_type for source in found] == [MediaType.PDF, MediaType.DOCX, MediaType.TEXT]
    assert [source.pages for source in found] == [2, 1, 1]


def test_the_same_bytes_have_one_id(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("Kế hoạch", encoding="utf-8")
    other.write_text("Kế hoạch", encoding="utf-8")
    assert accept_file(one, limits=Limits()).id == accept_file(other, limits=Limits(), file_name="c.txt").id


def test_pages_of_a_text_are_cut_at_form_feeds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("một\fhai\f", encoding="utf-8")
    assert accept_file(path, limits=Limits()).pages == 2


def test_tiff_pages_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "scan"
    picture = Image.new("L", (60, 80), "white")
    picture.save(path, format="TIFF", save_all=True, append_images=[picture, picture])
    source = accept_file(path, limits=Limits())
    assert (source.media_type, source.pages) == (MediaType.TIFF, 3)


def test_empty_files_are_refused(tmp_path: Path) -> None:
    empty, blank = tmp_path / "a", tmp_path / "b"
    empty.write_bytes(b"")
    blank.write_bytes(b" \n\t\n")
    for path in (empty, blank, write_docx(tmp_path / "c", paragraph(" "))):
        with pytest.raises(EmptyFile):
            accept_file(path, limits=Limits())


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(FileNotReadable):
            accept_file(path, limits=Limits())


def test_cut_short_files_are_refused(tmp_path: Path) -> None:
    pdf = write_picture_pdf(tmp_path / "a.pdf")
    word = write_docx(tmp_path / "b.docx", "".join(paragraph(f"đoạn {n}") for n in range(500)))
    picture = tmp_path / "c.png"
    Image.effect_noise((200, 200), 50).save(picture)
    for path in (pdf, word, picture):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
        with pytest.raises(DamagedFile):
            accept_file(path, limits=Limits())


def test_files_with_a_password_are_refused(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(write_picture_pdf(tmp_path / "open.pdf")))
    writer.encrypt("bí mật")
    writer.write(tmp_path / "locked.pdf")
    for path in (tmp_path / "locked.pdf", write_compound(tmp_path / "locked.docx", {"EncryptedPackage": b"x"})):
        with pytest.raises(EncryptedFile):
            accept_file(path, limits=Limits())


def test_other_kinds_are_refused_with_what_to_do(tmp_path: Path) -> None:
    drawing, program, archive = tmp_path / "a.docx", tmp_path / "b.txt", tmp_path / "c.docx"
    write_compound(drawing, {"VisioDocument": b"x"})
    program.write_bytes(b"\x7fELF" + bytes(range(256)) * 4)
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("readme.txt", "x")
    for path in (drawing, program, archive):
        with pytest.raises(UnsupportedFile) as caught:
            accept_file(path, limits=Limits())
        assert caught.value.advice
        assert caught.value.where == path.name


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", b" " * (64 * 1024 * 1024))
    with pytest.raises(FileTooLarge):
        accept_file(path, limits=Limits())


def test_limits_on_bytes_pages_pixels_and_text(tmp_path: Path) -> None:
    pdf = write_picture_pdf(tmp_path / "a.pdf", pages=3)
    picture = tmp_path / "b.png"
    Image.new("L", (400, 400)).save(picture)
    text = tmp_path / "c.txt"
    text.write_text("chữ " * 100, encoding="utf-8")
    for path, limits in (
        (pdf, Limits(pages=2)),
        (pdf, Limits(file_bytes=100)),
        (picture, Limits(page_pixels=1000)),
        (text, Limits(text_characters=50)),
    ):
        with pytest.raises(FileTooLarge):
            accept_file(path, limits=limits)


def test_an_owner_password_alone_does_not_hinder_reading(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(write_text_pdf(tmp_path / "open.pdf", [[(72, 700, "Ke hoach")]])))
    writer.encrypt("", owner_password="chủ")
    writer.write(tmp_path / "restricted.pdf")
    assert accept_file(tmp_path / "restricted.pdf", limits=Limits()).pages == 1


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\tam\\Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("a\u202etxt.exe\x00\n", "atxt.exe"),
        ("...", "unnamed"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_are_cleaned(given_name: str, shown: str) -> None:
    assert clean_file_name(given_name) == shown


_HEADS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"\xff\xfe"]
)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=_HEADS, tail=st.binary(max_size=300))
def test_random_bytes_are_accepted_or_refused_never_worse(tmp_path: Path, head: bytes, tail: bytes) -> None:
    path = tmp_path / "f"
    path.write_bytes(head + tail)
    told = _accept_or_tell(path)
    assert told.pages >= 1 if isinstance(told, Source) else (told.what and told.advice)


def _accept_or_tell(path: Path) -> Source | IntakeError:
    try:
        return accept_file(path, limits=Limits())
    except IntakeError as error:
        return error
