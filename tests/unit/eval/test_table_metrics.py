"""Cells are judged in their row and column; a row too many or too few counts against the reading."""

from eval.layout_gold import read_table_golds
from eval.table_metrics import score_rows

GOLD = [("1", "Ban hành kế hoạch", "Sở A"), ("2", "Tổ chức hội nghị", "")]


def test_a_perfect_reading_has_every_cell_right() -> None:
    score = score_rows(GOLD, GOLD, tolerance=0)
    assert (score.right, score.cells) == (6, 6)


def test_a_lost_row_loses_its_cells_alone() -> None:
    assert score_rows(GOLD, GOLD[1:], tolerance=0).right == 3


def test_a_row_too_many_counts() -> None:
    assert score_rows(GOLD, [*GOLD, ("3", "Thừa", "")], tolerance=0).cells == 9


def test_a_letter_is_let_pass_only_with_tolerance() -> None:
    read = [("1", "Ban hành kê hoạch", "Sở A"), GOLD[1]]
    assert score_rows(GOLD, read, tolerance=0).right == 5
    assert score_rows(GOLD, read, tolerance=0.1).right == 6


def test_the_gold_tables_are_rectangular() -> None:
    for gold in read_table_golds():
        assert {len(row) for row in gold.values} == {len(gold.columns)}, gold.name
