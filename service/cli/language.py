"""`dondoc restore` and `dondoc deadline`: the language parts on their own, without any stored document."""

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from core.errors import FileTooLarge
from core.limits import Limits
from core.page import DOUBTFUL_BELOW, ReadingMethod
from service.cli.arguments import AsJson, parse_optional_date
from service.cli.output import log, print_json, print_table, print_text, reported_errors, working
from service.labels import METHOD
from service.public_json import restored_json

if TYPE_CHECKING:
    from ingest.restore import RestoredWord
    from service.restoration import RestoredDocument

AnyFile = Annotated[str, typer.Argument(metavar="[FILE|-]", help="Tệp văn bản, Word, PDF, ảnh quét…; - là stdin.")]


def restore(
    file: AnyFile = "-",
    as_json: AsJson = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Nêu ra stderr kết luận về từng trang và những từ đã đổi.")
    ] = False,
) -> None:
    """Khôi phục tiếng Việt hỏng, mất dấu hoặc dùng bảng mã cũ; giữ nguyên các dòng và chữ tốt."""
    with reported_errors(as_json):
        with working("Đang khôi phục…"):
            restored = _restored(file)
        if as_json:
            print_json(restored_json(restored))
        else:
            sys.stdout.write(restored.text)
        if explain:
            _explain(restored)


def _restored(file: str) -> "RestoredDocument":
    """What the file or stdin holds, restored; a pipe may carry any kind of file that can be read.

    Raises:
        FileNotReadable: missing, a folder, or no permission.
        FileTooLarge: more than a file may have.
    """
    from ingest.formats.plain_text import decode_bytes
    from ingest.pipeline import default_tools
    from service.restoration import restore_file, restore_text

    tools = default_tools(Limits())
    if file != "-":
        return restore_file(Path(file), tools=tools)
    content = sys.stdin.buffer.read(tools.limits.file_bytes + 1)
    if len(content) > tools.limits.file_bytes:
        raise FileTooLarge(f"dữ liệu lớn quá {tools.limits.file_bytes} byte", where="stdin", advice="chia nhỏ tệp")
    text = decode_bytes(content)
    if text is not None and len(text) <= tools.limits.text_characters:
        return restore_text(text, load_restorer=tools.load_restorer)
    with TemporaryDirectory() as folder:
        piped = Path(folder) / "stdin"
        piped.write_bytes(content)
        return restore_file(piped, tools=tools)


def _explain(restored: "RestoredDocument") -> None:
    """Writes to stderr how each page was judged and read, and, once each, the words that changed or are doubtful.

    Of a page converted from an old encoding no words are listed: there every word changes.
    """
    lines: Counter[str] = Counter()
    for page in restored.pages:
        method = METHOD[page.method]
        log(f"Trang {page.page_no}: {method[0].upper()}{method[1:]}. {' '.join(page.reasons)}")
        if page.method is not ReadingMethod.CONVERTED:
            words = (word for word in restored.words if page.start <= word.start < page.end)
            lines.update(line for word in words if (line := _describe(word)))
    for line, times in lines.items():
        log(line if times == 1 else f"{line}  ({times} lần)")


def _describe(word: "RestoredWord") -> str:
    """What happened to a word, or "" when there is nothing to say."""
    others = f"; hoặc: {', '.join(word.alternatives)}" if word.alternatives else ""
    if word.text != word.as_read:
        return f"{word.as_read} → {word.text}  {word.confidence:.2f}{others}"
    return f"{word.text}  chưa chắc, {word.confidence:.2f}{others}" if word.confidence < DOUBTFUL_BELOW else ""


def deadline(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="Cụm từ chỉ thời hạn.")],
    issued_on: Annotated[str | None, typer.Option("--issued-on", help="Ngày ban hành của văn bản.")] = None,
    as_json: AsJson = False,
) -> None:
    """Thời hạn mà một cụm từ nêu, trong văn bản ban hành ngày đã cho."""
    from ingest.deadlines import parse_deadline

    with reported_errors(as_json):
        found = parse_deadline(phrase, issued_on=parse_optional_date(issued_on, option="--issued-on"))
        if found is None:
            print_text("null" if as_json else "Cụm từ không nêu thời hạn.")
        elif as_json:
            print_json(found)
        else:
            rows = [(name, str(value)) for name, value in found.model_dump(mode="json").items() if value is not None]
            print_table(("Trường", "Giá trị"), rows)
