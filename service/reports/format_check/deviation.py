"""A place where a Word file departs from the official format."""

from collections.abc import Callable, Iterator

from core.record import Record
from service.reports.format_check.official_parts import OfficialParts, Segment
from service.reports.format_check.rules import FormatRules, Range
from service.reports.format_check.word_document import WordDocument, WordRun


class Deviation(Record):
    """One departure, in Vietnamese for the person who mends it.

    Attributes:
        code: stable name of what was checked (`margin_left`).
        rule: the provision that asks for it.
        place: where in the document.
        found, expected: what stands there, what should.
        advice: how to mend it in Word.
    """

    code: str
    rule: str
    place: str
    found: str
    expected: str
    advice: str


class Checked(Record):
    """A document with its parts and the rules that it is held to."""

    document: WordDocument
    parts: OfficialParts
    rules: FormatRules

    def rule(self, point: str) -> str:
        """The provision as cited in a deviation."""
        return f"{self.rules.name}, {point}" if point and not self.parts.is_party else self.rules.name


Check = Callable[[Checked], Iterator[Deviation]]


class Look(Record):
    """How a part should look; None where the rules leave it open."""

    code: str
    name: str
    point: str
    size_pt: Range | None
    bold: bool | None = False
    italic: bool | None = False
    upper: bool | None = None


def check_look(checked: Checked, part: Segment, look: Look) -> Iterator[Deviation]:
    """Size, weight, slant and case of a part."""
    runs = [run for run in part.runs if run.text.strip(" .…_[]")]
    if not runs or part.is_blank:
        return
    place = f"{look.name}: “{shorten(part.text)}”"
    wrong = sorted({run.size_pt for run in runs if run.size_pt is not None and not _fits(look.size_pt, run.size_pt)})
    if wrong:
        yield Deviation(
            code=f"{look.code}_size",
            rule=checked.rule(look.point),
            place=place,
            found="cỡ chữ " + ", ".join(f"{size:g}".replace(".", ",") for size in wrong),
            expected=f"cỡ chữ {look.size_pt}",
            advice=f"chọn cả dòng, đặt cỡ chữ {look.size_pt}",
        )
    yield from _weights(checked, look, runs, place)
    if look.upper is not None and _is_upper(part.text) != look.upper and not part.text.startswith("["):
        wanted = "in hoa" if look.upper else "in thường"
        yield Deviation(
            code=f"{look.code}_case",
            rule=checked.rule(look.point),
            place=place,
            found="in thường" if look.upper else "in hoa",
            expected=wanted,
            advice=f"gõ lại bằng chữ {wanted} (Shift+F3)",
        )


def shorten(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _weights(checked: Checked, look: Look, runs: list[WordRun], place: str) -> Iterator[Deviation]:
    for name, wanted, on, off in (("bold", look.bold, "đậm", "không đậm"), ("italic", look.italic, "nghiêng", "đứng")):
        if wanted is None or _most(runs, name) == wanted:
            continue
        yield Deviation(
            code=f"{look.code}_{name}",
            rule=checked.rule(look.point),
            place=place,
            found=f"chữ {off if wanted else on}",
            expected=f"chữ {on if wanted else off}",
            advice=f"chọn cả dòng, {'bật' if wanted else 'bỏ'} kiểu chữ {on}",
        )


def _most(runs: list[WordRun], name: str) -> bool:
    """The look of most letters: a stray run does not decide."""
    lit = sum(len(run.text.strip()) for run in runs if getattr(run, name))
    return lit * 2 > sum(len(run.text.strip()) for run in runs)


def _fits(wanted: Range | None, value: float) -> bool:
    return wanted is None or wanted.holds(value)


def _is_upper(text: str) -> bool:
    return text == text.upper()
