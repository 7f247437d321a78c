"""People at a server: each acts, reads what came, thinks for some seconds, and acts again."""

import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import httpx

from eval.asking_speed import QUESTIONS

SEARCH, ASK, BROWSE, UPLOAD = "search", "ask", "browse", "upload"
MIX: Mapping[str, float] = {SEARCH: 0.40, ASK: 0.25, BROWSE: 0.30, UPLOAD: 0.05}
"""What people do, as shares of their actions."""

THINK_SECONDS = (5.0, 10.0)
"""Between two actions of one person: 50 people then act about 6.7 times a second."""

_API = "/api/v1"
PAGES = ("/", "/van-ban", "/nhiem-vu", "/bieu-do", "/hoi-dap")
"""Pages that people open; and, as often as not, a document."""
_WORDS = (
    "hạn báo cáo",
    "chuyển đổi số",
    "kinh phí thực hiện",
    "công đoàn cơ sở",
    "57-NQ/TW",
    "nghi quyet dai hoi",
    "đơn vị chủ trì",
    "mô hình điểm",
)
_ANSWER_SECONDS = 60.0

Action = Callable[[httpx.Client, random.Random], httpx.Response]


@dataclass
class Log:
    """What people met: seconds of each action by kind, and what went wrong.

    Attributes:
        taken: for each action its kind, the moment it began (monotonic seconds) and how long it took.
    """

    taken: list[tuple[str, float, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def seconds(self, kind: str, *, since: float = 0.0, until: float = float("inf")) -> list[float]:
        """How long the actions of a kind took that began within the time."""
        return [took for what, began, took in self.taken if what == kind and since <= began < until]


class Crowd:
    """So many people at once, until told to go.

    Args:
        mix: share of each kind of action.
        documents: ids of documents that they open.
    """

    def __init__(
        self, address: str, *, people: int, documents: Sequence[str], mix: Mapping[str, float] = MIX, seed: int = 3
    ) -> None:
        self.log = Log()
        self._address, self._documents, self._mix = address, documents, mix
        self._going = threading.Event()
        self._threads = [
            threading.Thread(target=self._live, args=(random.Random(seed * 1000 + number),), daemon=True)
            for number in range(people)
        ]

    def __enter__(self) -> "Crowd":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._going.set()
        for thread in self._threads:
            thread.join(_ANSWER_SECONDS)

    def _live(self, chance: random.Random) -> None:
        actions: dict[str, Action] = {
            SEARCH: _search,
            ASK: _ask,
            BROWSE: self._browse,
            UPLOAD: _upload,
        }
        kinds, shares = zip(*self._mix.items(), strict=True)
        with httpx.Client(base_url=self._address, timeout=_ANSWER_SECONDS, follow_redirects=True) as client:
            self._going.wait(chance.uniform(0, THINK_SECONDS[1]))
            while not self._going.is_set():
                kind = chance.choices(kinds, shares)[0]
                self._act(kind, partial(actions[kind], client, chance))
                self._going.wait(chance.uniform(*THINK_SECONDS))

    def _act(self, kind: str, do: Callable[[], httpx.Response]) -> None:
        began = time.monotonic()
        try:
            answer = do()
            if answer.is_error:
                self.log.errors.append(f"{kind}: {answer.status_code} at {answer.request.url.path}")
        except httpx.HTTPError as error:
            self.log.errors.append(f"{kind}: {type(error).__name__}")
        self.log.taken.append((kind, began, time.monotonic() - began))

    def _browse(self, client: httpx.Client, chance: random.Random) -> httpx.Response:
        pages = [*PAGES, *(f"/van-ban/{chance.choice(self._documents)}" for _ in range(3))]
        return client.get(chance.choice(pages))


def _search(client: httpx.Client, chance: random.Random) -> httpx.Response:
    return client.get(f"{_API}/search", params={"q": f"{chance.choice(_WORDS)} {chance.choice(_WORDS)}"})


def _ask(client: httpx.Client, chance: random.Random) -> httpx.Response:
    return client.post(f"{_API}/ask", json={"question": chance.choice(QUESTIONS)})


def _upload(client: httpx.Client, chance: random.Random) -> httpx.Response:
    number = chance.randrange(10**9)
    text = f"Số: {number}/CV-VP\nCÔNG VĂN\nCác đơn vị báo cáo số liệu mã {number} trước ngày 15/12/2025."
    return client.post(f"{_API}/documents", files={"files": (f"{number}.txt", text.encode(), "text/plain")})
