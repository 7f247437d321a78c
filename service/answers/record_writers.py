"""The ways of answering from records, in the order in which they are tried."""

from collections.abc import Callable

from service.answers.asking_context import AskingContext
from service.answers.draft import Draft

RECORD_WRITERS: tuple[Callable[[AskingContext], Draft | None], ...] = ()
