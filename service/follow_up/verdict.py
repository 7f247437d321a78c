"""What a row of a workbook that comes back can mean."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a row of the workbook means for the register."""

    SAME = "same"
    CHANGE = "change"
    CONFLICT = "conflict"
    UNKNOWN_TASK = "unknown_task"
    UNKNOWN_PROGRESS = "unknown_progress"
