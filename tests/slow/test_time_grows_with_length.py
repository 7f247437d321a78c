"""Three times the text takes about three times the time, whatever it is made of; nine would be quadratic."""

import time

import pytest

from service.tasks.extract import extract_tasks
from tests.unit.ingest.directives import PLAN, directive_of

pytestmark = pytest.mark.slow

_MOST_TIMES_LONGER = 5.5
_LEAST_SECONDS = 0.03
_WORK = "II. NHIỆM VỤ\n- "


@pytest.mark.parametrize(
    "piece",
    [
        PLAN,
        PLAN.replace("\n", " "),
        _WORK + "Sở Nội vụ rà soát hồ sơ; " * 60,
        _WORK + "Giao " + "Sở Nội vụ, " * 100,
        "Căn cứ " + "Nghị quyết số 57-NQ/TW ngày 22/12/2024, " * 40,
        _WORK + "trước ngày 15/12/2025 và " * 60,
        "trước ngày 15/12/2025 " * 150,
        "“như sau: " * 100,
        "(sau đây gọi tắt là " * 80,
        "TT\tNội dung\tĐơn vị chủ trì\tThời gian\n" + "1\tRà soát\tSở Nội vụ\t2025\n" * 60,
        "ỦY BAN NHÂN DÂN " * 150,
        "hai mươi " * 300,
        "." * 3000,
        "tháng 5, " * 300,
    ],
)
def test_time_is_linear_in_the_length(piece):
    def seconds(times):
        runs = []
        for _ in range(2):
            started = time.process_time()
            extract_tasks(directive_of(piece * times), "x")
            runs.append(time.process_time() - started)
        return min(runs)

    assert seconds(12) <= _MOST_TIMES_LONGER * max(_LEAST_SECONDS, seconds(4))
