"""Tasks as JSON: the shape that the command line and the API give."""

from collections.abc import Sequence
from pathlib import Path

from core.task import Task
from service.public_json import PublicTasks
from service.records import DocumentRecord


def write_json(tasks: Sequence[Task], documents: Sequence[DocumentRecord], path: Path) -> None:
    """Writes `{"tasks": […]}` to `path`; the documents are named by their ids alone."""
    path.write_text(PublicTasks(tasks=tuple(tasks), found=len(tasks)).model_dump_json(indent=2), encoding="utf-8")
