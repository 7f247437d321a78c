"""Archives and e-mails: every document in them, none of their tricks."""

import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from core.errors import EmptyFile, EncryptedFile, FileTooLarge, IntakeError, UnsupportedFile
from core.limits import Limits
from core.source import Source
from ingest.formats.outlook_message import read_outlook_pages
from ingest.intake import Taken, accept_files
from tests.unit.ingest.files import Storage, write_compound

PLAN = "Số: 15/KH-CĐN về chuyển đổi số".encode()


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _take(content: bytes, tmp_path: Path, limits: Limits | None = None) -> list[Taken]:
    path, folder = tmp_path / "hoso", tmp_path / "unpacked"
    path.write_bytes(content)
    folder.mkdir()
    return list(accept_files(path, folder=folder, limits=limits or Limits(), file_name="hoso.zip"))


def _told(taken: list[Taken]) -> list[tuple[str, str]]:
    """Name and container of each source, code and place of each error."""
    return [
        (one.found.file_name, one.found.container)
        if isinstance(one.found, Source)
        else (one.found.code, one.found.where)
        for one in taken
    ]


def test_each_member_is_a_document_and_a_bad_one_harms_no_other(tmp_path: Path) -> None:
    content = _zip({"hồ sơ/kh.txt": PLAN, "hỏng.docx": b"PK\x03\x04" + bytes(40), "__MACOSX/x": b"x", "b.txt": b"hai"})
    assert _told(_take(content, tmp_path)) == [
        ("kh.txt", "hoso.zip"),
        ("damaged_file", "hoso.zip › hỏng.docx"),
        ("b.txt", "hoso.zip"),
    ]


def test_members_with_tricky_names_stay_in_the_folder(tmp_path: Path) -> None:
    taken = _take(_zip({"../../thoát.txt": PLAN, "/etc/x.txt": b"hai", "C:\\y.txt": b"ba"}), tmp_path)
    assert [name for name, _ in _told(taken)] == ["thoát.txt", "x.txt", "y.txt"]
    assert all(tmp_path / "unpacked" in one.path.resolve().parents for one in taken)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hoso", "unpacked"]


def test_nested_archives_give_their_documents_up_to_the_limit(tmp_path: Path) -> None:
    nested = _zip({"trong.zip": _zip({"kh.txt": PLAN})})
    assert _told(_take(nested, tmp_path)) == [("kh.txt", "hoso.zip › trong.zip")]
    (tmp_path / "other").mkdir()
    too_deep = _take(nested, tmp_path / "other", Limits(nesting=1))
    assert _told(too_deep) == [("file_too_large", "hoso.zip › trong.zip")]


def test_an_attachment_knows_its_mail(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "a@b.vn", "Gửi kế hoạch", "<1@b.vn>"
    mail.set_content("Gửi các đơn vị kế hoạch kèm theo.")
    mail.add_attachment(PLAN, maintype="application", subtype="octet-stream", filename="kh.pdf")
    mail.add_attachment(b"MZ" + bytes(64), maintype="application", subtype="octet-stream", filename="x.txt")
    taken = _take(bytes(mail), tmp_path)
    letter, plan, program = (one.found for one in taken)
    assert isinstance(letter, Source)
    assert isinstance(plan, Source)
    assert (plan.part_of, plan.media_type.value) == (letter.id, "text/plain")
    assert isinstance(program, UnsupportedFile)


def test_an_outlook_message_is_an_email_with_its_attachments(tmp_path: Path) -> None:
    def text(value: str) -> bytes:
        return value.encode("utf-16-le")

    sent = 132_500_000_000_000_000
    times = bytes(32) + struct.pack("<IIQ", 0x00390040, 6, sent)
    inner: Storage = {
        "__properties_version1.0": bytes(24),
        "__substg1.0_0037001F": text("Thư trong"),
        "__substg1.0_1000001F": text("Nội dung thư trong thư."),
    }
    write_compound(
        tmp_path / "thư",
        {
            "__properties_version1.0": times,
            "__substg1.0_0037001F": text("Gửi Kế hoạch số 15/KH-CĐN"),
            "__substg1.0_0C1A001F": text("Văn thư"),
            "__substg1.0_5D01001F": text("vt@a.vn"),
            "__substg1.0_1000001F": text("Đề nghị báo cáo trước ngày 15/12/2025."),
            "__attach_version1.0_#00000000": {
                "__substg1.0_3707001F": text("kh.txt"),
                "__substg1.0_37010102": PLAN,
            },
            "__attach_version1.0_#00000001": {"__substg1.0_3707001F": text("thư"), "__substg1.0_3701000D": inner},
        },
    )
    taken = _take((tmp_path / "thư").read_bytes(), tmp_path)
    assert [name for name, _ in _told(taken)] == ["hoso.zip", "kh.txt", "thư.eml"]
    (page,) = read_outlook_pages(tmp_path / "thư", limits=Limits(), where="thư")
    assert page.text.split("\n") == [
        *("Từ: Văn thư <vt@a.vn>", "Ngày gửi: 16/11/2020 18:33", "Tiêu đề: Gửi Kế hoạch số 15/KH-CĐN", ""),
        *("Đề nghị báo cáo trước ngày 15/12/2025.", "", "Tệp kèm theo: kh.txt; thư.eml"),
    ]


def test_a_locked_member_is_named(tmp_path: Path) -> None:
    content = bytearray(_zip({"mật.txt": PLAN, "b.txt": b"hai"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    locked, other = (one.found for one in _take(bytes(content), tmp_path))
    assert isinstance(locked, EncryptedFile)
    assert isinstance(other, Source)


@pytest.mark.parametrize(
    ("members", "limits"),
    [
        ({"a.txt": b"0" * 40_000_000}, Limits()),
        ({f"{n}.txt": b"x" for n in range(5)}, Limits(members=3)),
        ({"a.txt": bytes(range(256)) * 50}, Limits(unpacked_bytes=10_000)),
    ],
)
def test_bombs_are_refused(tmp_path: Path, members: dict[str, bytes], limits: Limits) -> None:
    with pytest.raises(FileTooLarge):
        _take(_zip(members), tmp_path, limits)


def test_limits_hold_over_all_nested_archives_together(tmp_path: Path) -> None:
    inner = _zip({f"{n}.txt": f"chữ {n}".encode() for n in range(3)})
    told = _told(_take(_zip({"a.zip": inner, "b.zip": inner}), tmp_path, Limits(members=5)))
    assert [code for code, _ in told].count("file_too_large") == 3


def test_an_empty_archive_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        _take(_zip({}), tmp_path)


def test_errors_are_of_the_intake_tree(tmp_path: Path) -> None:
    found = _take(_zip({"a.bin": bytes(range(256))}), tmp_path)[0].found
    assert isinstance(found, IntakeError)
