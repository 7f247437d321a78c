import pickle

import core.errors
from core.errors import DamagedFile, DondocError


def all_errors(base: type[DondocError] = DondocError) -> list[type[DondocError]]:
    return [base] + [kind for child in base.__subclasses__() for kind in all_errors(child)]


def test_every_error_has_a_code_of_its_own():
    codes = [kind.code for kind in all_errors()]
    assert len(codes) == len(set(codes))


def test_the_tree_drawn_at_the_top_names_every_error():
    drawn = core.errors.__doc__ or ""
    assert [kind.__name__ for kind in all_errors() if kind.__name__ not in drawn] == []


def test_an_error_keeps_its_three_parts_through_a_process_boundary():
    error = pickle.loads(pickle.dumps(DamagedFile("cut short", where="a.pdf", advice="send it again")))
    assert (error.code, error.what, error.where, error.advice) == (
        "damaged_file",
        "cut short",
        "a.pdf",
        "send it again",
    )
    assert str(error) == "a.pdf: cut short (send it again)"
