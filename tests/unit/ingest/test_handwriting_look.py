"""Handwritten number and date of a letterhead: kept with doubt, printed ones left alone."""

from PIL import Image, ImageDraw

from ingest.scans.handwriting_look import look_at_handwriting
from ingest.scans.line_reader import ReadLetter, TrueOcrLines
from tests.unit.ingest.files import line_of, placed

_PAGE = Image.new("L", (1000, 1400), "white")


class FakeLines:
    """Reads the same characters from every picture."""

    def __init__(self, text: str, confidence: float = 0.9) -> None:
        self._letters = tuple(ReadLetter(text=letter, confidence=confidence) for letter in text)
        self.asked = 0

    def read_line(self, image: Image.Image) -> tuple[ReadLetter, ...]:
        self.asked += 1
        return self._letters


def _look(words: list, lines: FakeLines) -> list[tuple[str, float]]:
    seen = look_at_handwriting(words, _PAGE, scale=1.0, lines=lines)
    return [(word.text, word.confidence) for word in seen.words]


def test_a_handwritten_number_is_kept_with_doubt() -> None:
    words = [placed("Số:", 100, 100), placed("$4", 150, 100, confidence=0.4), placed("/UBND-KTTH", 180, 100)]
    seen = look_at_handwriting(words, _PAGE, scale=1.0, lines=FakeLines("Số: 574/UBND-KTTH"))
    number = seen.words[1]
    assert (number.text, number.as_read, number.confidence) == ("574", "$4", 0.85)
    assert [word.text for word in seen.words] == ["Số:", "574", "/UBND-KTTH"]
    assert len(seen.places) == 1


def test_readers_that_disagree_leave_little_confidence() -> None:
    words = [*line_of("Hà Nội, ngày", 500, 100), placed("23", 630, 100, confidence=0.7)]
    words += line_of("tháng 4 năm 2026", 660, 100)
    assert ("25", 0.6375) in _look(words, FakeLines("ngày 25 tháng 4 năm"))
    weak = _look(words, FakeLines("ngày 25 tháng 4 năm", confidence=0.2))
    assert ("23", 0.175) in weak


def test_no_number_is_made_of_a_blank_or_of_what_is_no_number() -> None:
    blank = line_of("Số: /KH-UBND", 100, 100)
    assert _look(blank, FakeLines("Số: ..../KH-UBND")) == [("Số:", 0.95), ("/KH-UBND", 0.95)]
    scrawl = [placed("Số:", 100, 100), placed("ƒZ", 150, 100, confidence=0.6), placed("/KH-UBND", 180, 100)]
    assert _look(scrawl, FakeLines("Số: ZM/KH-UBND"))[1] == ("ƒZ", 0.45)
    day = [*line_of("Huế, ngày", 500, 100), placed("4B", 600, 100, confidence=0.5), *line_of("tháng 4 năm", 660, 100)]
    assert ("4B", 0.45) in _look(day, FakeLines("ngày 48 tháng 4 năm"))


def test_a_number_mark_that_was_passed_over_is_looked_for() -> None:
    assert _look(line_of("/GM-SYT", 200, 100), FakeLines("Số: 17/GM-SYT"))[1] == ("17", 0.85)
    glued = [placed("SóaA005", 100, 100, confidence=0.5), placed("/SYT-NVY", 180, 100)]
    assert [text for text, _ in _look(glued, FakeLines("Số 2005/SYT-NVY"))][1:] == ["2005", "/SYT-NVY"]


def test_the_name_of_a_department_is_no_number_mark() -> None:
    words = line_of("Sở Y tế nhận được Công văn số 491/RHMTW ngày", 100, 100)
    lines = FakeLines("Số 5/RHMTW")
    assert (_look(words, lines), lines.asked) == ([(word.text, word.confidence) for word in words], 0)


def test_printed_numbers_and_running_text_are_not_looked_at() -> None:
    lines = FakeLines("Số: 9/KH")
    printed = line_of("Số: 118 /KH-UBND", 100, 100)
    running = [placed("ngày", 100, 200), placed("l9", 150, 200, confidence=0.4), *line_of("tháng 02 năm", 180, 200)]
    assert _look([*printed, *running], lines)[1] == ("118", 0.95)
    assert lines.asked == 0


def test_the_line_model_of_the_package_reads_vietnamese() -> None:
    from PIL import ImageDraw, ImageFont

    line = Image.new("L", (420, 60), "white")
    ImageDraw.Draw(line).text((12, 8), "So: 118 /KH-UBND", fill=0, font=ImageFont.load_default(36))
    letters = TrueOcrLines().read_line(line)
    assert "118" in "".join(letter.text for letter in letters)
    assert all(0 <= letter.confidence <= 1 for letter in letters)


def test_a_blank_is_no_handwriting_and_ink_that_nobody_reads_is() -> None:
    blank = line_of("Số: /KH-UBND", 100, 100)
    assert look_at_handwriting(blank, _PAGE, scale=1.0, lines=FakeLines("")).places == ()
    page = _PAGE.copy()
    ImageDraw.Draw(page).line((132, 102, 132, 118), fill=0, width=2)
    assert len(look_at_handwriting(blank, page, scale=1.0, lines=FakeLines("")).places) == 1
