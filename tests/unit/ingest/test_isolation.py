"""Parsers that crash, hang or bloat end their own process and nothing else."""

import os
import time

import pytest

from core.errors import DamagedFile, EmptyFile, FileTooLarge
from core.limits import Limits
from core.record import Record
from ingest.files.isolation import call_isolated, plain_environment

LIMITS = Limits(page_seconds=20.0)


class Order(Record):
    """What the stand-in for a parser is to do."""

    deed: str


class Outcome(Record):
    answer: str


def obey(order: Order) -> Outcome:
    """Runs in the isolated process."""
    if order.deed == "crash":
        os._exit(139)
    if order.deed == "hang":
        time.sleep(60)
    if order.deed == "bloat":
        return Outcome(answer=str(len(bytearray(1 << 40))))
    if order.deed == "refuse":
        raise EmptyFile("không có gì", where="a.docx", advice="chọn lại")
    if order.deed == "surprise":
        raise ZeroDivisionError
    return Outcome(answer=f"{order.deed} {'SECRET_OF_TEST' in os.environ}")


def _ask(deed: str, seconds: float = 20.0) -> str:
    return call_isolated(obey, Order(deed=deed), limits=LIMITS, where="a.docx", seconds=seconds).answer


def test_the_reply_comes_back_and_secrets_stay_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_TEST", "x")
    assert _ask("đọc") == "đọc False"
    assert "SECRET_OF_TEST" not in plain_environment()


def test_errors_cross_with_their_parts() -> None:
    with pytest.raises(EmptyFile) as caught:
        _ask("refuse")
    assert (caught.value.what, caught.value.where, caught.value.advice) == ("không có gì", "a.docx", "chọn lại")


@pytest.mark.parametrize("deed", ["crash", "surprise"])
def test_a_crash_is_damage_and_the_next_call_is_served(deed: str) -> None:
    with pytest.raises(DamagedFile):
        _ask(deed)
    assert _ask("sau") == "sau False"


def test_too_long_and_too_much_memory_are_limits() -> None:
    with pytest.raises(FileTooLarge):
        _ask("hang", seconds=0.2)
    with pytest.raises(FileTooLarge):
        _ask("bloat")
