"""A server of the program over a data folder, started as people start it, asked over HTTP and weighed."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from os import sysconf
from pathlib import Path

import httpx

_START_SECONDS, _ANSWER_SECONDS, _POLL_SECONDS, _LOOK_SECONDS = 120.0, 60.0, 0.05, 0.25
_MEGABYTE_KB = 1_024


class ServedOffice:
    """A running server.

    Args:
        address: where it answers.
        process_id: of its first process; others that it starts are weighed with it.
    """

    def __init__(self, address: str, process_id: int) -> None:
        self._client = httpx.Client(base_url=f"{address}/api/v1", timeout=_ANSWER_SECONDS)
        self._process_id = process_id

    def search(self, words: str) -> None:
        """Looks for words, and has the whole answer sent."""
        self._client.get("/search", params={"q": words}).raise_for_status()

    def ask(self, question: str) -> None:
        """Asks, and has the whole answer sent."""
        self._client.get("/ask", params={"question": question}).raise_for_status()

    def add(self, name: str, text: str) -> float:
        """Hands a document in; returns the seconds until it is read and found."""
        started = time.perf_counter()
        sent = self._client.post("/documents", files={"files": (name, text.encode(), "text/plain")}).raise_for_status()
        key = sent.json()["documents"][0]["id"]
        while self._newest() != (key, "ready"):
            time.sleep(_LOOK_SECONDS)
        return time.perf_counter() - started

    def remove_newest(self) -> None:
        """Has the document that came last taken out, with all that was read of it."""
        self._client.delete(f"/documents/{self._newest()[0]}").raise_for_status()

    def _newest(self) -> tuple[str, str]:
        """Id and status of the document that came last."""
        newest = self._client.get("/documents", params={"limit": 1}).raise_for_status().json()["documents"][0]
        return newest["id"], newest["status"]

    @property
    def megabytes(self) -> float:
        """Memory that the processes of the server hold."""
        return sum(map(_resident_kb, _with_children(self._process_id))) / _MEGABYTE_KB

    @property
    def processor_seconds(self) -> float:
        """Processor time that the server has used."""
        fields = Path(f"/proc/{self._process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / float(sysconf("SC_CLK_TCK"))

    def close(self) -> None:
        self._client.close()


@contextmanager
def served(data_dir: Path) -> Iterator[ServedOffice]:
    """The office of `data_dir`, served until the block ends.

    Raises:
        TimeoutError: the server does not start.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("dondoc"), "--data-dir", data_dir, "serve", "--port", str(port)]
    process = subprocess.Popen(list(map(str, command)), cwd=data_dir, stderr=subprocess.DEVNULL)
    office = ServedOffice(f"http://127.0.0.1:{port}", process.pid)
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield office
    finally:
        office.close()
        process.terminate()
        process.wait()


def in_turn(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Milliseconds of each question when one user asks one after the other."""
    milliseconds = []
    for question in questions:
        started = time.perf_counter()
        ask(question)
        milliseconds.append(1_000 * (time.perf_counter() - started))
    return milliseconds


def at_once(ask: Callable[[str], object], questions: Sequence[str], *, users: int) -> float:
    """Questions a second when so many users ask one after the other, each their own."""
    threads = [threading.Thread(target=in_turn, args=(ask, questions[user::users])) for user in range(users)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(questions) / (time.perf_counter() - started)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + _START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            httpx.get(address).raise_for_status()
        except httpx.HTTPError:
            time.sleep(_POLL_SECONDS)
        else:
            return
    raise TimeoutError("the server did not start")


def _with_children(process_id: int) -> list[int]:
    found = [process_id]
    for parent in found:
        for listed in Path(f"/proc/{parent}/task").glob("*/children"):
            found += map(int, listed.read_text(encoding="utf-8").split())
    return found


def _resident_kb(process_id: int) -> int:
    lines = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
