"""Lines of poor scans are told from doubtful lines of good ones, and ranked again where they stand."""

import numpy as np

from ingest.restore import Restorer
from ingest.restore.choices import Choices
from ingest.restore.poor_scans import doubtful_lines, poor_lines, stretches_of
from ingest.restore.second_look import Ranked
from ingest.restore.sentences import Slot, SlotPlace

SENTENCES = [
    [Slot(SlotPlace(line, token, 0), f"w{line}", is_protected=False) for line in (0, 1) for token in range(8)],
    [Slot(SlotPlace(1, 8, 0), "41/KH", is_protected=True), Slot(SlotPlace(2, 0, 0), "w2", is_protected=False)],
]
SHARES = {0: 0.99, 1: 0.8, 2: 0.9}


def ranked(slot: Slot) -> Ranked:
    share = 1.0 if slot.is_protected else SHARES[slot.place.line]
    return Ranked((slot.text, "x"), (3, 4), (share, 1 - share))


def choices(score: float) -> Choices:
    one = Choices.only("x", 3)
    return one._replace(local=np.array([score], np.float32))


def test_a_line_is_doubtful_when_most_of_its_words_are() -> None:
    doubtful = doubtful_lines(SENTENCES, [[ranked(slot) for slot in slots] for slots in SENTENCES])
    assert doubtful == {1}, "one doubtful word makes no doubtful line"


def test_a_doubtful_line_is_poor_when_the_other_channel_explains_it_better() -> None:
    usual = {"w1": choices(-4.0), "w2": choices(-4.0)}
    best = {"w1": -3.0, "w2": -5.0}
    assert poor_lines({1, 2}, SENTENCES, usual, best) == {1}


def test_words_of_poor_lines_are_ranked_with_two_words_around_them() -> None:
    first, second = stretches_of({1}, SENTENCES)
    assert (first.sentence, first.start, first.end, first.context) == (0, 8, 16, slice(6, 18))
    assert (second.sentence, second.start, second.end, second.context) == (1, 0, 1, slice(0, 3))


def test_a_line_of_a_poor_scan_is_restored() -> None:
    assert Restorer.load().restore("hoat dong sua nhap Khaw.").text == "hoạt động xuất nhập khẩu."
