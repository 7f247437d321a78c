"""Further tasks that a chat model proposes; what cannot be found word for word in the directive is dropped.

The model only points: kind and words. Its quote must stand in the passage that it was shown; the units it names must
stand in the directive; the deadline and the figure are read from the quote by the same rules as any other's. A task
that the rules have found already, or that lies where no work is given, is dropped. What is left is marked with the
model's name and has low confidence, so that a person looks at it.
"""

import json
import logging
import re
import secrets
from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from core.directive import Block, BlockKind, Directive
from core.record import Record
from core.task import Task, TaskKind
from core.text import squeeze
from ingest.deadlines.wording import plain, wording
from prompts.loader import load_prompt
from service.chat_model import ChatModel, ask_chat_model, name_of
from service.tasks.alignment import Aligner
from service.tasks.draft import Draft, Place
from service.tasks.due import best_deadline, deadlines_in
from service.tasks.extract import task_of
from service.tasks.measures import find_measure
from service.tasks.scope import Scope, Settings
from service.tasks.trust import Trust

_log = logging.getLogger(__name__)

_PROMPT = "propose_tasks"
_READ = {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CLOSING, BlockKind.TABLE_ROW}
_CONFIDENCE = 0.4
_CHARACTERS_SHOWN = 6_000
_MOST_PASSAGES = 20
_FEWEST_WORDS, _MOST_CHARACTERS = 4, 1_500
_LEAST_OVERLAP = 0.5
_JSON = re.compile(r"\{.*\}", re.DOTALL)
_TO_A_MODEL = wording(
    r"bỏ qua (?:mọi |các |tất cả |những )*(?:hướng dẫn|chỉ dẫn|quy tắc|lời dặn)|mô hình ngôn ngữ|trợ lý ai|"
    r"ignore (?:all|any|the|previous)|system prompt"
)


class _Proposal(Record):
    quote: str
    kind: TaskKind
    lead_units: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    report_to: str | None = None


def with_proposals(
    directive: Directive, document_id: str, tasks: Sequence[Task], *, chat_model: ChatModel | None
) -> tuple[Task, ...]:
    """`tasks` and what the chat model proposes beside them, in the order of the text; `tasks` alone without a model."""
    if chat_model is None:
        return tuple(tasks)
    reader = _ProposalReader(directive, document_id, name_of(chat_model))
    found = list(tasks)
    for start, end in _passages(directive):
        found += reader.read(_replies(chat_model, directive, found, Place(start=start, end=end)), start, end, found)
    return tuple(sorted(found, key=_place_of))


class _ProposalReader:
    """Turns the proposals of a model into tasks, as far as the directive bears them out."""

    def __init__(self, directive: Directive, document_id: str, model_name: str) -> None:
        self._directive, self._document_id, self._model_name = directive, document_id, model_name
        self._aligner = Aligner(directive.text)
        self._settings = Settings(directive)
        self._trust = Trust(directive)

    def read(self, proposals: Sequence[_Proposal], start: int, end: int, known: Sequence[Task]) -> list[Task]:
        """Tasks for the proposals whose words stand between two offsets and are not in `known`."""
        kept: list[Task] = []
        for proposal in proposals:
            place = self._aligner.find(proposal.quote, start, end)
            block = self._block_at(place) if place is not None else None
            if place is None or block is None or not self._may_be_work(place) or _is_known(place, [*known, *kept]):
                continue
            kept.append(self._task(proposal, place, block))
        _log.info("chat model: %d of %d proposed tasks kept", len(kept), len(proposals))
        return kept

    def _block_at(self, place: Place) -> Block | None:
        blocks = (block for block in self._directive.blocks if block.kind in _READ)
        return next((block for block in blocks if block.start <= place.start and place.end <= block.end), None)

    def _may_be_work(self, place: Place) -> bool:
        words = self._directive.text[place.start : place.end]
        if len(words.split()) < _FEWEST_WORDS or len(words) > _MOST_CHARACTERS or _TO_A_MODEL.search(plain(words)):
            return False
        return self._settings.at(place.start).scope is not Scope.PRINCIPLE

    def _task(self, proposal: _Proposal, place: Place, block: Block) -> Task:
        words = self._directive.flat(place.start, place.end)
        receivers = self._aligner.find_each([proposal.report_to] if proposal.report_to else [])
        draft = Draft(
            kind=proposal.kind,
            content=squeeze(words).strip(" .;,"),
            lead=self._aligner.find_each(proposal.lead_units),
            coordinating=self._aligner.find_each(proposal.coordinating_units),
            report_to=receivers[0] if receivers else None,
            deadline=best_deadline(deadlines_in(words, issued_on=self._directive.letterhead.issued_on)),
            measure=find_measure(words) if proposal.kind is not TaskKind.REPORT else None,
            section=block.path,
            places=(place,),
            confidence=_CONFIDENCE,
        )
        task = task_of(self._directive, self._document_id, draft, self._trust.of(draft.places))
        return task.model_copy(update={"proposed_by": self._model_name})


def _passages(directive: Directive) -> list[tuple[int, int]]:
    """Stretches of the body to show, cut between blocks, each with about as much as a model reads well."""
    return list(_packed([block for block in directive.blocks if block.kind in _READ]))[:_MOST_PASSAGES]


def _packed(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    start = end = None
    for block in blocks:
        if start is None or end is None:
            start = block.start
        elif block.end - start > _CHARACTERS_SHOWN:
            yield start, end
            start = block.start
        end = block.end
    if start is not None and end is not None:
        yield start, end


def _replies(chat_model: ChatModel, directive: Directive, known: Sequence[Task], place: Place) -> tuple[_Proposal, ...]:
    within = [task for task in known if task.spans and place.start <= task.spans[0].start < place.end]
    prompt = load_prompt(_PROMPT).fill(
        {
            "fence": f"=={secrets.token_hex(6)}",
            "passage": directive.text[place.start : place.end],
            "known": "\n".join(f"- {task.content}" for task in within) or "(chưa có)",
        }
    )
    reply = ask_chat_model(chat_model, prompt)
    return _read_reply(reply) if reply is not None else ()


def _read_reply(reply: str) -> tuple[_Proposal, ...]:
    """The proposals of a reply, those that are not of the form asked for left out."""
    found = _JSON.search(reply)
    try:
        entries = json.loads(found.group()).get("tasks", []) if found else []
    except (ValueError, AttributeError):
        _log.warning("the chat model's reply is not of the form asked for")
        return ()
    return tuple(proposal for entry in entries if (proposal := _read_proposal(entry)) is not None)


def _read_proposal(entry: object) -> _Proposal | None:
    try:
        return _Proposal.model_validate(entry)
    except ValidationError:
        return None


def _is_known(place: Place, known: Sequence[Task]) -> bool:
    """Whether a task stands there already: half of the shorter of the two lies in both."""
    for task in known:
        spans = [*task.spans, *(span for same in task.same_as for span in same.spans)]
        for span in spans:
            common = min(place.end, span.end) - max(place.start, span.start)
            if common >= _LEAST_OVERLAP * min(place.end - place.start, span.end - span.start):
                return True
    return False


def _place_of(task: Task) -> int:
    return task.spans[0].start if task.spans else 0
