"""The fault suite in small: `make faults` does the same with 200 kills."""

import shutil
from pathlib import Path

import pytest

from eval.fault_sites import EngineMissing
from eval.faults import HARMS

KILLS = 5


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("harm", HARMS)
def test_nothing_is_lost_whatever_is_done_to_the_program(tmp_path: Path, harm: str) -> None:
    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed")
    try:
        result = HARMS[harm](tmp_path, KILLS)
    except EngineMissing as error:
        pytest.skip(str(error))
    assert result.misses == ()
    assert next(figure.value for figure in result.figures if figure.name == "files accepted") >= 10
