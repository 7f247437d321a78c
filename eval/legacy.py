"""Suite `legacy`: files in TCVN3, VNI, VISCII and VPS come out in Unicode, and good Unicode is left alone.

`python -m eval.legacy FOLDER` measures another folder of files with `NAME.gt.txt` beside them.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.limits import Limits
from core.text import nfc
from eval.edit_distance import comparable
from eval.figures import Figure, Miss, SuiteResult
from eval.legacy_material import encode_legacy
from eval.legacy_orders import reading_orders
from eval.restoration_metrics import align_words
from ingest.formats.plain_text import decode_bytes
from ingest.pipeline import default_tools, read_document
from ingest.reader import ReadingTools
from ingest.text_layers.legacy_encoding import ENCODINGS
from ingest.text_layers.legacy_stretches import unify_lines

GOLD = Path(__file__).parent / "gold"
_GOAL = 98.5
_TRUTH = ".gt.txt"


def run_legacy_suite(folder: Path = GOLD / "legacy") -> SuiteResult:
    """Words right in real files of `folder`, in good texts written in each encoding, and in those as they are."""
    started = time.monotonic()
    tools = default_tools(Limits())
    figures: list[Figure] = []
    misses: list[Miss] = []
    for path in sorted(folder.iterdir()):
        truth = path.with_name(path.stem + _TRUTH)
        if not path.name.endswith(_TRUTH) and truth.is_file():
            measured, missed = _measure_file(path, truth.read_text(encoding="utf-8"), tools)
            figures += measured
            misses += missed
    texts = [nfc(path.read_text(encoding="utf-8")) for path in sorted((GOLD / "texts").glob("*.txt"))]
    figures += [_made(name, texts) for name in ENCODINGS]
    figures.append(_left_alone(texts))
    return SuiteResult(suite="legacy", figures=tuple(figures), misses=tuple(misses), seconds=time.monotonic() - started)


def _measure_file(path: Path, truth: str, tools: ReadingTools) -> tuple[list[Figure], list[Miss]]:
    """Words right, in the order of the reference that fits best, and in the order that it was written in."""
    _, directive = read_document(path, tools=tools)
    got = comparable(directive.text)
    orders = [comparable(order) for order in reading_orders(truth)]
    alignments = [align_words(order.lower(), got.lower()) for order in orders]
    best = max(range(len(orders)), key=lambda place: len(alignments[place].right))
    aligned = alignments[best]
    shares = {
        "words right": len(aligned.right),
        "words right, row by row": len(alignments[0].right),
        "words right, wherever they stand": len(aligned.right) + _moved_words(aligned.misses),
        "words right, case too": len(align_words(orders[best], got).right),
    }
    count = aligned.printed
    figures = [
        Figure(data=path.name, name=name, value=_share(right, count), goal=None if "," in name else _GOAL, count=count)
        for name, right in shares.items()
    ]
    return figures, [Miss(data=path.name, case="", expected=one, got=other) for one, other in aligned.misses]


def _moved_words(misses: Sequence[tuple[str, str]]) -> int:
    """Words of stretches that came out whole at another place.

    >>> _moved_words([("sở lao động", ""), ("", "sở lao động"), ("ngày", "ngay")])
    3
    """
    expected, got = (Counter(stretch) for stretch in zip(*misses, strict=True)) if misses else (Counter(), Counter())
    return sum(len(stretch.split()) * times for stretch, times in (expected & got).items())


def _made(encoding: str, texts: Sequence[str]) -> Figure:
    """Words right over good texts that were written in `encoding`, as text files without a font."""
    pairs = []
    for text in texts:
        content = decode_bytes(encode_legacy(text, encoding))
        pairs.append((comparable(text), comparable(unify_lines(content or "").text)))
    aligned = [align_words(text, got) for text, got in pairs]
    right, count = (sum(numbers) for numbers in zip(*((len(a.right), a.printed) for a in aligned), strict=True))
    return Figure(
        data=f"gold/texts as {encoding}", name="words right", value=_share(right, count), goal=_GOAL, count=count
    )


def _left_alone(texts: Iterable[str]) -> Figure:
    """Good Unicode texts that come out as they went in."""
    kept = [unify_lines(text).text == text for text in texts]
    return Figure(data="gold/texts", name="left alone", value=_share(sum(kept), len(kept)), goal=100.0, count=len(kept))


def _share(part: int, whole: int) -> float:
    return 100 * part / max(1, whole)


if __name__ == "__main__":
    for figure in run_legacy_suite(Path(sys.argv[1])).figures:
        sys.stdout.write(f"{figure.data}  {figure.name}  {figure.value:.2f}  ({figure.count})\n")
