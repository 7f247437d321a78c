"""Part of suite `restore`: good Vietnamese that goes in as a file and must come out as it was.

Each good text of the gold set goes the whole way of reading as a text file and as a Word file; PDF files with a good
text layer are compared word for word with what the layer holds. Running heads, page numbers and stamps are left out of
PDF pages on purpose, so what counts there is that no word comes out that did not go in.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import docx

from core.limits import Limits
from core.text import nfc
from eval.figures import Figure, Miss
from ingest.formats.plain_text import clean_page
from ingest.intake import accept_file
from ingest.pdf.pdf_file import read_pdf_words
from ingest.pipeline import default_tools
from ingest.reader import ReadingTools, read_page
from ingest.scans.page_image import WEB_DPI

_ROOT = Path(__file__).parents[1]
_GOLD = Path(__file__).parent / "gold"
_GOAL = 99.95


def measure_passage() -> tuple[list[Figure], list[Miss]]:
    """Words unchanged by the reading path, per cent, for each kind of file; and the words that changed."""
    tools = default_tools(Limits())
    figures, misses = [], []
    with tempfile.TemporaryDirectory() as folder:
        for kind, write in (("txt", _write_text), ("docx", _write_word)):
            kept = total = 0
            for source in good_texts():
                printed = clean_page(source.read_text(encoding="utf-8"))
                got = _read(write(Path(folder) / f"{source.stem}.{kind}", printed), tools)
                same, changed = compare(printed, got)
                kept, total = kept + same, total + len(printed.split())
                misses += [Miss(data=f"good {kind}", case=source.name, expected=a, got=b) for a, b in changed]
            figures.append(_figure(kind, kept, total))
    figures.append(_measure_pdfs(tools))
    return figures, misses


def good_texts() -> Iterator[Path]:
    """The directives of the gold set and the good samples."""
    yield from sorted((_GOLD / "texts").glob("*.txt"))
    yield from sorted((_ROOT / "samples").glob("00[0-3]*.txt"))


def compare(printed: str, got: str) -> tuple[int, list[tuple[str, str]]]:
    """How many words of `printed` stand in `got` in the same order, and each stretch that differs.

    >>> compare("Căn cứ Nghị quyết", "Căn cứ Nghi quyết")
    (3, [('Nghị', 'Nghi')])
    """
    before, after = printed.split(), got.split()
    kept, changed = 0, []
    for kind, start, end, other, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            kept += end - start
        else:
            changed.append((" ".join(before[start:end]), " ".join(after[other:last])))
    return kept, changed


def _measure_pdfs(tools: ReadingTools) -> Figure:
    kept = total = 0
    for path in sorted((_GOLD / "layout").glob("*.pdf")):
        for page_no in range(1, accept_file(path, limits=tools.limits).pages + 1):
            layer = read_pdf_words(path, page_no, dpi=WEB_DPI, limits=tools.limits).words
            held = Counter(nfc(" ".join(word.text for word in layer)).split())
            read = Counter(_page_text(path, page_no, tools).split())
            total += read.total()
            kept += (read & held).total()
    return _figure("pdf", kept, total)


def _figure(kind: str, kept: int, total: int) -> Figure:
    return Figure(
        data=f"good {kind}", name="words unchanged", value=100 * kept / max(1, total), goal=_GOAL, count=total
    )


def _read(path: Path, tools: ReadingTools) -> str:
    pages = accept_file(path, limits=tools.limits).pages
    return "\n".join(_page_text(path, page_no, tools) for page_no in range(1, pages + 1))


def _page_text(path: Path, page_no: int, tools: ReadingTools) -> str:
    return read_page(path, accept_file(path, limits=tools.limits), page_no, tools=tools).page.text


def _write_text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _write_word(path: Path, text: str) -> Path:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))
    return path
