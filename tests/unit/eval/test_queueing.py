"""The simulated queue against what theory says of it."""

import random

import pytest

from eval.queueing import PATIENT, URGENT, Customer, arrivals, serve, service_time


def test_urgent_customers_overtake_those_who_wait_and_interrupt_nobody() -> None:
    customers = [Customer(came=0, takes=10, rank=PATIENT), Customer(came=1, takes=10, rank=PATIENT)]
    outcome = serve([*customers, Customer(came=5, takes=1, rank=URGENT)], servers=1)
    assert outcome.waited == ((5.0,), (0.0, 10.0))
    assert (outcome.ended, outcome.busy) == (21.0, 1.0)


def test_nobody_waits_while_a_server_is_free() -> None:
    outcome = serve([Customer(came=5, takes=2), Customer(came=5, takes=3), Customer(came=6, takes=1)], servers=3)
    assert outcome.waited[URGENT] == (0.0, 0.0, 0.0)


def test_the_mean_wait_is_that_of_pollaczek_and_khinchine() -> None:
    """One server, Poisson arrivals: rate x mean square of the service time / (2 x (1 - load))."""
    chance, rate, takes = random.Random(4), 0.7, 1.0
    customers = [Customer(came=came, takes=takes) for came in arrivals(chance, a_second=rate, seconds=60_000)]
    waited = serve(customers, servers=1).waited[URGENT]
    assert sum(waited) / len(waited) == pytest.approx(rate * takes**2 / (2 * (1 - rate * takes)), rel=0.1)


def test_service_times_have_the_mean_they_are_asked_for() -> None:
    chance = random.Random(2)
    times = [service_time(chance, 3.0) for _ in range(40_000)]
    assert sum(times) / len(times) == pytest.approx(3.0, rel=0.05)
