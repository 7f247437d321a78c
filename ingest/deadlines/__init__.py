"""A small calculus of Vietnamese deadlines: from wording to dates, periods, recurrences and events. Pure.

    wording      one spelling for matching, same offsets
    calendar     stretches of days with the year said or unsaid, and their resolution against the date of issue
    stretches    words -> stretch            rhythms     words -> recurrence
    countdowns   words -> term from a start  occasions   words -> condition or occasion
    tokens       words -> tokens -> groups   meaning     group -> Deadline
    phrases      parse_deadline, find_deadlines

Semantics of the result: `core.task.Deadline`; choices and their grounds: docs/adr/0030.
"""

from ingest.deadlines.phrases import FoundDeadline, every_year, find_deadlines, parse_deadline

__all__ = ["FoundDeadline", "every_year", "find_deadlines", "parse_deadline"]
