"""The figures that `dondoc eval` wrote last."""

import json
from datetime import datetime
from pathlib import Path

from pydantic import ConfigDict, ValidationError

from core.record import Record


class QualityFigure(Record):
    """One measured figure; `goal` is None where none was set."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    data: str
    name: str
    value: float | None
    unit: str
    goal: float | None = None
    lower_is_better: bool = False
    system: str = ""
    count: int = 0

    @property
    def reaches_goal(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None or self.value is None:
            return None
        return self.value <= self.goal if self.lower_is_better else self.value >= self.goal


class QualitySuite(Record):
    """Figures of one field."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    suite: str
    figures: tuple[QualityFigure, ...]


class Quality(Record):
    """A run of the measurements: which version, when, what came out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: str
    measured_at: datetime
    suites: tuple[QualitySuite, ...]


def read_quality(path: Path) -> Quality | None:
    """What the file holds; None when nothing was measured on this machine, or the file is of another form."""
    try:
        return Quality.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError):
        return None
