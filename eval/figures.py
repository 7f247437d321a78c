"""What a measurement is: figures with their goal and peers, and the cases that went wrong."""

from core.record import Record


class Figure(Record):
    """One measured number.

    Attributes:
        data: the data set measured on ("gold_000").
        name: what was measured ("tasks F1").
        value: the number, in `unit`.
        goal: the least (or, with `lower_is_better`, the most) that is wanted; None for a peer or a mere fact.
        system: who reached it: "dondoc", or the name of the peer measured beside it.
        count: how many items it was measured on.
    """

    data: str
    name: str
    value: float
    unit: str = "%"
    goal: float | None = None
    lower_is_better: bool = False
    system: str = "dondoc"
    count: int = 0

    @property
    def is_reached(self) -> bool | None:
        """Whether the goal is met; None when there is none."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.lower_is_better else self.value >= self.goal


class Miss(Record):
    """One case that went wrong, for a person to read."""

    data: str
    case: str
    expected: str
    got: str


class SuiteResult(Record):
    """All that one suite measured."""

    suite: str
    figures: tuple[Figure, ...]
    misses: tuple[Miss, ...] = ()
    seconds: float = 0.0
