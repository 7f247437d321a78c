import pytest

from eval.figures import Figure, Miss, SuiteResult
from eval.page import quality_page


@pytest.mark.parametrize(
    ("value", "goal", "lower", "reached"),
    [(98.0, 97.0, False, True), (2.5, 2.0, True, False), (1.0, None, False, None)],
)
def test_a_goal_is_reached_from_the_right_side(value: float, goal: float | None, lower: bool, reached: bool | None):
    figure = Figure(data="d", name="n", value=value, goal=goal, lower_is_better=lower)
    assert figure.is_reached is reached


def test_the_page_shows_figures_and_escapes_what_documents_say():
    result = SuiteResult(
        suite="tasks",
        figures=(Figure(data="gold", name="F1", value=93.44, goal=92.0),),
        misses=(Miss(data="gold", case="1", expected="<script>", got="&"),),
    )
    page = quality_page([result], version="0.1.0", measured_at="2026-11-21T10:00:00")
    assert "93.4 %" in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
