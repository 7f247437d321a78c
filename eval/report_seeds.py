"""Faults put into a true draft, to measure whether the checks on drafts find them."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from core.directive import Directive
from core.report import Claim, Report
from core.task import Task
from eval.reports import claims_of, report_faults
from service.review.claims import rewrite_claims

_NUMBER: Final = re.compile(r"(?<![\d/.,-])\d{1,4}(?![\d/.,-])")
_BLANK: Final = re.compile(r"\[điền: [^\]]+\]")
_STRANGER: Final = "Công đoàn Trường Đại học Phương Bắc Hải"
_STRANGE_CODE: Final = "7391/QĐ-XKZ"

Seed = Callable[[Report, random.Random], Report | None]
"""A draft with one fault; None where the draft has no room for it."""


def seeded_faults(
    report: Report, *, directive: Directive, tasks: Sequence[Task], seed: int
) -> Iterator[tuple[str, bool]]:
    """The name of each fault put into the draft, and whether the checks say anything of it."""
    for name, put in _SEEDS.items():
        wrong = put(report, random.Random(f"{seed}{name}"))
        if wrong is not None:
            yield name, bool(report_faults(wrong, directive=directive, tasks=tasks))


def _change_one(report: Report, chosen: Claim, text: str) -> Report:
    changed = chosen.model_copy(update={"text": text})
    return rewrite_claims(report, lambda claim: (changed if claim is chosen else claim,))


def _wrong_number(report: Report, chance: random.Random) -> Report | None:
    """One number of a sentence about a task becomes another."""
    fitting = [claim for claim in claims_of(report) if claim.task_ids and _NUMBER.search(_BLANK.sub("", claim.text))]
    if not fitting:
        return None
    chosen = chance.choice(fitting)
    place = chance.choice([match for match in _NUMBER.finditer(chosen.text)])
    other = str(int(place.group()) + chance.randint(1, 9))
    text = chosen.text[: place.start()] + other + chosen.text[place.end() :]
    return None if _BLANK.sub("", text) == _BLANK.sub("", chosen.text) else _change_one(report, chosen, text)


def _added(words: str) -> Seed:
    """A sentence about a task also says `words`."""

    def put(report: Report, chance: random.Random) -> Report | None:
        fitting = [claim for claim in claims_of(report) if claim.task_ids]
        if not fitting:
            return None
        chosen = chance.choice(fitting)
        return _change_one(report, chosen, f"{chosen.text.rstrip('./')}, do {words} chủ trì.")

    return put


def _filled_blank(report: Report, chance: random.Random) -> Report | None:
    """The blank of a task of which nobody told is taken for done."""
    fitting = [claim for claim in claims_of(report) if len(claim.task_ids) == 1 and "tình hình thực hiện" in claim.text]
    if not fitting or report.outline_spans:
        return None
    chosen = chance.choice(fitting)
    return _change_one(report, chosen, _BLANK.sub("đã hoàn thành", chosen.text))


def _wrong_total(report: Report, chance: random.Random) -> Report | None:
    if report.totals is None:
        return None
    name = chance.choice(("total", "done", "in_progress", "no_information"))
    value = getattr(report.totals, name) + 1
    return report.model_copy(update={"totals": report.totals.model_copy(update={name: value})})


def _wrong_state(report: Report, chance: random.Random) -> Report | None:
    """A task in the annex is called done, or no longer done."""
    if not report.annex:
        return None
    place = chance.randrange(len(report.annex))
    row = report.annex[place]
    status = "Chưa có thông tin" if row.status.startswith("Đã hoàn thành") else "Đã hoàn thành"
    rows = list(report.annex)
    rows[place] = row.model_copy(update={"status": status})
    return report.model_copy(update={"annex": tuple(rows)})


def _wrong_quote(report: Report, chance: random.Random) -> Report | None:
    """A quote says what the directive does not."""
    fitting = [claim for claim in claims_of(report) if claim.spans and len(claim.spans[0].text) > 20]
    if not fitting:
        return None
    chosen = chance.choice(fitting)
    span = chosen.spans[0].model_copy(update={"text": chosen.spans[0].text[:-9] + " tăng 20%"})
    changed = chosen.model_copy(update={"spans": (span, *chosen.spans[1:])})
    return rewrite_claims(report, lambda claim: (changed if claim is chosen else claim,))


_SEEDS: Final[dict[str, Seed]] = {
    "wrong number": _wrong_number,
    "invented unit": _added(_STRANGER),
    "invented document": _added(f"đơn vị theo Quyết định số {_STRANGE_CODE}"),
    "blank filled by nobody": _filled_blank,
    "wrong total": _wrong_total,
    "wrong state": _wrong_state,
    "wrong quote": _wrong_quote,
}
