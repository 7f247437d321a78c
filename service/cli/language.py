"""`dondoc restore` and `dondoc deadline`: the language parts on their own, without any stored document."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from core.errors import FileNotReadable, FileTooLarge
from core.limits import Limits
from service.cli.arguments import AsJson, parse_optional_date
from service.cli.output import log, print_json, print_table, print_text, reported_errors, working
from service.public_json import restored_json

TextFile = Annotated[str, typer.Argument(metavar="[FILE|-]", help="Tệp văn bản; - là stdin.")]


def restore(
    file: TextFile = "-",
    as_json: AsJson = False,
    explain: Annotated[bool, typer.Option("--explain", help="Liệt kê ra stderr những từ đã đổi.")] = False,
) -> None:
    """Khôi phục tiếng Việt hỏng hoặc mất dấu; giữ nguyên các dòng."""
    from ingest.restore import Restorer

    with reported_errors(as_json):
        ruined = _read_text(file)
        with working("Đang khôi phục…"):
            restored = Restorer.load().restore(ruined)
        if as_json:
            print_json(restored_json(restored))
        else:
            sys.stdout.write(restored.text)
        if explain:
            changed = [word for word in restored.words if word.text != word.as_read]
            for word in changed:
                log(f"{word.as_read} → {word.text}  {word.confidence:.2f}  {', '.join(word.alternatives)}")


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


def _read_text(file: str) -> str:
    """The text of a file or of stdin, decoded as UTF-8.

    Raises:
        FileNotReadable: missing, a folder, no permission, or not UTF-8.
        FileTooLarge: more than a page of text may have.
    """
    limit = Limits().text_characters * 4
    try:
        content = sys.stdin.buffer.read(limit + 1) if file == "-" else _first_bytes(Path(file), limit + 1)
        if len(content) > limit:
            raise FileTooLarge(f"văn bản lớn quá {limit} byte", where=file, advice="chia nhỏ văn bản")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise FileNotReadable(str(error.strerror), where=file, advice="check the path") from error
    except UnicodeDecodeError as error:
        raise FileNotReadable("the text is not UTF-8", where=file, advice="use `dondoc ingest` for it") from error


def _first_bytes(path: Path, count: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(count)
