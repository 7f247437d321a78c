"""A queue with several servers and two classes of customers, simulated event by event.

Customers come at the rate of a day's profile, or all at once; the urgent ones are served before the others, first come
first served within a class; who is being served is not interrupted. This is the queue of readings
(`service/jobs/dispatcher.py`) and, with one class, that of questions.

Source: L. Kleinrock, Queueing Systems II, 1976, ch. 3 (head-of-the-line priority); service times are log-normal with
the measured mean, as times of work that is a product of many factors are.
"""

import heapq
import math
import random
from collections.abc import Sequence

from core.record import Record

URGENT, PATIENT = 0, 1


class Customer(Record):
    """Comes at a moment, takes so many seconds of a server."""

    came: float
    takes: float
    rank: int = URGENT


class Outcome(Record):
    """Seconds that customers of each rank waited before they were served and until they had been; and how busy it was.

    Attributes:
        busy: share of the servers' time that was used, 0..1, until the last customer left.
        ended: when the last one left.
    """

    waited: tuple[tuple[float, ...], tuple[float, ...]]
    stayed: tuple[tuple[float, ...], tuple[float, ...]]
    busy: float
    ended: float


def serve(customers: Sequence[Customer], *, servers: int) -> Outcome:
    """What becomes of the customers.

    One server, two who come together and take two seconds each: the second waits for two.

    >>> serve([Customer(came=0, takes=2), Customer(came=0, takes=2)], servers=1).waited[URGENT]
    (0.0, 2.0)
    """
    coming = sorted(customers, key=lambda customer: customer.came)
    free_at = [0.0] * servers
    waiting: list[tuple[int, float, int, Customer]] = []
    waited: tuple[list[float], list[float]] = ([], [])
    stayed: tuple[list[float], list[float]] = ([], [])
    used, now, arrived = 0.0, 0.0, 0
    while arrived < len(coming) or waiting:
        now = max(now, free_at[0], 0.0 if waiting else coming[arrived].came)
        while arrived < len(coming) and coming[arrived].came <= now:
            customer = coming[arrived]
            heapq.heappush(waiting, (customer.rank, customer.came, arrived, customer))
            arrived += 1
        *_, chosen = heapq.heappop(waiting)
        heapq.heapreplace(free_at, now + chosen.takes)
        used += chosen.takes
        waited[chosen.rank].append(now - chosen.came)
        stayed[chosen.rank].append(now + chosen.takes - chosen.came)
    ended = max(free_at)
    return Outcome(
        waited=(tuple(waited[0]), tuple(waited[1])),
        stayed=(tuple(stayed[0]), tuple(stayed[1])),
        busy=used / (servers * ended) if ended else 0.0,
        ended=ended,
    )


def arrivals(chance: random.Random, *, a_second: float, seconds: float) -> list[float]:
    """Moments of a Poisson stream."""
    moments, now = [], chance.expovariate(a_second)
    while now < seconds:
        moments.append(now)
        now += chance.expovariate(a_second)
    return moments


def service_time(chance: random.Random, mean_seconds: float, *, spread: float = 0.8) -> float:
    """A log-normal time of that mean; `spread` is the deviation of its logarithm."""
    return chance.lognormvariate(math.log(mean_seconds) - spread * spread / 2, spread)
