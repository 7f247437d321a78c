"""A word's neighbours tell whether it has a capital where the OCR model does not; the words themselves stay."""

import numpy as np
import pytest

from ingest.restore.case_habits import CaseHabits, in_steps
from ingest.restore.language_model import pair_key
from ingest.restore.ngram_table import NgramTable
from ingest.restore.second_look import Ranked
from ingest.restore.train_case import CaseCounter

TRIEN, KHAI, KHAO, THUONG = 3, 4, 5, 6
DOUBT = Ranked(("Khai", "khai", "Khao"), (KHAI, KHAI, KHAO), (0.6, 0.3, 0.1))


def table(first: int, second: int, difference: float) -> NgramTable:
    key = pair_key(np.array([first], np.int64), np.array([second], np.int64))
    return NgramTable.build(key, in_steps(np.array([difference]))[:, None])


def only(form: str, word: int) -> Ranked:
    return Ranked((form,), (word,), (1.0,))


def test_a_word_that_its_neighbour_has_in_small_letters_loses_its_capital() -> None:
    habits = CaseHabits(table(TRIEN, KHAI, -4.0), table(KHAO, THUONG, 4.0))
    ((_, revised),) = habits.revised([[only("triển", TRIEN), DOUBT]])
    assert revised.forms[0] == "khai"
    assert dict(zip(revised.forms, revised.shares, strict=True))["Khao"] == pytest.approx(0.1)
    assert sum(revised.shares) == pytest.approx(1.0)


def test_the_first_word_of_a_sentence_is_left_as_it_is() -> None:
    habits = CaseHabits(table(TRIEN, KHAI, -4.0), table(KHAI, THUONG, -4.0))
    assert habits.revised([[DOUBT, only("thưởng", THUONG)]]) == [[DOUBT, only("thưởng", THUONG)]]


def test_habits_are_counted_from_text() -> None:
    counter = CaseCounter({"<s>": 0, "<n>": 1, "<unk>": 2, "triển": TRIEN, "khai": KHAI, "thi": 7, "đua": 8, "khen": 9})
    counter.read(["Nay triển khai ngay. Việc Thi đua, Khen thưởng. Khen ngay."] * 30)
    habits = counter.habits()
    pairs = np.array([TRIEN, 8, 8]), np.array([KHAI, 9, KHAI])
    found, steps = habits.before.look_up(pair_key(*pairs))
    assert found.tolist() == [True, True, False]
    assert steps[0, 0] < 128 < steps[1, 0]
