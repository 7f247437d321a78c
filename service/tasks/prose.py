"""Tasks from paragraphs, list items and closing sentences."""

import re
from collections.abc import Sequence

from core.directive import Block, BlockKind, Directive
from core.task import TaskKind
from core.text import squeeze
from ingest.deadlines import FoundDeadline
from ingest.deadlines.wording import plain
from service.tasks.actions import starts_with_action
from service.tasks.announced import Announcement, Faults, Standing, announces_list
from service.tasks.attributes import Attribute, Field, content_start, read_attribute, with_attribute
from service.tasks.clauses import Stretch, cut_clauses, cut_sentences
from service.tasks.draft import Draft, Place
from service.tasks.due import best_deadline, deadlines_in, further_deadlines, shared_deadline
from service.tasks.item_marks import body_offset
from service.tasks.kinds import gives_task, gives_unclear_task, is_report, kind_of, only_answers
from service.tasks.measures import find_measure
from service.tasks.roles import Roles, read_roles, sent_to
from service.tasks.scope import Scope, Setting, Settings, charged_units

_READ = {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CLOSING}
_FURTHER_ORDER = re.compile(r";\s*(?=(?:giao|đề nghị|yêu cầu|phân công)\s)", re.IGNORECASE)
_FEWEST_WORDS_OF_A_SENTENCE, _OPENING_WORDS = 14, 8
_SURE, _LIKELY, _FAIR, _WEAK = 0.9, 0.85, 0.75, 0.6


class ProseReader:
    """Reads the body of one directive block by block; keeps who was charged by the sentence before a list."""

    def __init__(self, directive: Directive) -> None:
        self._directive = directive
        self._issued_on = directive.letterhead.issued_on
        self._settings = Settings(directive)
        self._standing = Standing()
        self._faults = Faults()
        self._announced: list[Announcement] = []
        self._drafts: list[Draft] = []
        self._last: tuple[str, list[int]] = ("", [])
        self._ahead: dict[str, Attribute] = {}

    def read(self) -> list[Draft]:
        """All drafts, in the order of the text."""
        blocks = [block for block in self._directive.blocks if block.kind in _READ]
        for number, block in enumerate(blocks):
            self._settle(block)
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            if block.kind is BlockKind.HEADING and _has_content(block, following):
                self._open_heading(block)
                self._note_announced(block, *self._body_of(block))
                if not self._is_whole_sentence(block):
                    continue
            self._read_block(block)
        self._settle(None)
        return self._drafts

    def _is_whole_sentence(self, block: Block) -> bool:
        """Whether what stands as a heading is work written out: "5. Giao Sở Y tế chủ trì, … hằng năm." """
        words = self._directive.flat(block.start, block.end).strip(" */")
        body = words[body_offset(words, block.label) :]
        if self._settings.at(block.start).scope is Scope.REPORTING and is_report(body):
            return bool(deadlines_in(body, issued_on=self._issued_on))
        if not words.endswith((".", ";", "gồm", "gồm:")) or len(words.split()) < _FEWEST_WORDS_OF_A_SENTENCE:
            return False
        roles = read_roles(body)
        return bool(roles.is_order and roles.lead) and charged_units(body)[0] in {(), roles.lead}

    def _open_heading(self, block: Block) -> None:
        self._last = (block.path, [])

    def _read_block(self, block: Block) -> None:
        start, text = self._body_of(block)
        attribute = read_attribute(text)
        if attribute is not None:
            self._attach(block, attribute)
            return
        setting = self._setting(block)
        announces = announces_list(text)
        if self._faults.hold(block) or (announces and self._announce(block, start, text)):
            return
        found = deadlines_in(text, issued_on=self._issued_on)
        before = len(self._drafts)
        told: Roles | None = None
        sentences = cut_sentences(text)
        for sentence in sentences[:-1] if announces and self._standing.at(block.path) else sentences:
            told = self._read_sentence(block, start, text, sentence, (setting, found, told))
        if len(self._drafts) > before:
            self._last = (block.path, list(range(before, len(self._drafts))))
            self._apply_ahead(block.path, before)

    def _apply_ahead(self, path: str, before: int) -> None:
        """Gives the time that stands at the head of their section to the tasks from `before` on that have none."""
        attribute = self._ahead.get(path)
        for number in range(before, len(self._drafts)) if attribute is not None else ():
            if attribute is not None and self._drafts[number].deadline is None:
                self._drafts[number] = with_attribute(self._drafts[number], attribute, issued_on=self._issued_on)

    def _body_of(self, block: Block) -> tuple[int, str]:
        """Where the words of a block begin after its mark and label, and the words."""
        start = block.start + body_offset(self._directive.flat(block.start, block.end), block.label)
        start += content_start(self._directive.flat(start, block.end))
        return start, self._directive.flat(start, block.end)

    def _setting(self, block: Block) -> Setting:
        setting = self._settings.at(block.start)
        if block.kind is BlockKind.CLOSING:
            return Setting(scope=Scope.UNKNOWN)
        if setting.lead:
            return setting
        standing = self._standing.at(block.path)
        if standing is None:
            return setting
        scope = Scope.WORK if setting.scope is Scope.UNKNOWN else setting.scope
        return setting._replace(scope=scope, lead=standing.lead, coordinating=standing.coordinating)

    def _announce(self, block: Block, offset: int, text: str) -> bool:
        """Notes whom a sentence before a list charges; whether the block only announces the list."""
        sentences = cut_sentences(text)
        last = text[sentences[-1].start : sentences[-1].end]
        roles = _roles_of_all(last)
        if not roles.is_told:
            self._faults.note(block.path, last)
        if roles.lead and (roles.is_told or block.path):
            self._standing.charge(block.path, roles)
        if len(sentences) == 1:
            self._note_announced(block, offset, text)
        return len(sentences) == 1

    def _note_announced(self, block: Block, offset: int, text: str) -> None:
        """Keeps a sentence that announces a list, when it reads as work, until it is known what the list gives."""
        if announces_list(text) and starts_with_action(text):
            end = len(text.rstrip(" :*"))
            self._announced.append(Announcement(block, offset, text[:end], Stretch(0, end), len(self._drafts)))

    def _settle(self, block: Block | None) -> None:
        """Takes the announcements whose lists have ended at `block` for work when their lists gave none."""
        over = [each for each in self._announced if each.is_over(block)]
        self._announced = [each for each in self._announced if not each.is_over(block)]
        for each in over:
            if len(self._drafts) == each.drafts_before:
                found = deadlines_in(each.text, issued_on=self._issued_on)
                self._read_sentence(
                    each.block, each.offset, each.text, each.sentence, (self._setting(each.block), found, None)
                )

    def _attach(self, block: Block, attribute: Attribute) -> None:
        """Adds "Thời gian: …", "Đơn vị chủ trì: …" to the task it belongs to: the one before it, or its heading."""
        path, numbers = self._last
        if attribute.field is Field.RECEIVER:
            numbers = [number for number, draft in enumerate(self._drafts) if draft.section == block.path]
        if not numbers and path == block.path:
            numbers = self._task_of_heading(block)
        if not numbers and block.path and attribute.field is Field.DEADLINE:
            self._ahead[block.path] = attribute
        for number in numbers:
            draft = self._drafts[number]
            if draft.lead != self._drafts[numbers[0]].lead:
                continue
            if attribute.about and self._is_of_heading(block, attribute.about, draft):
                continue
            if block.path == draft.section or block.path.startswith(f"{draft.section}."):
                self._drafts[number] = with_attribute(draft, attribute, issued_on=self._issued_on)

    def _is_of_heading(self, block: Block, about: str, draft: Draft) -> bool:
        """Whether the attribute tells of what the heading names, and the task before it is about something else."""
        section = self._settings.section(block.path)
        opening = " ".join(plain(draft.content).split()[:_OPENING_WORDS])
        return section is not None and about in plain(section.title) and about not in opening

    def _task_of_heading(self, block: Block) -> list[int]:
        section = self._settings.section(block.path)
        setting = self._settings.at(block.start)
        if section is None or setting.scope in {Scope.PRINCIPLE, Scope.UNKNOWN}:
            return []
        roles = read_roles(section.title)
        if not gives_task(section.title, roles, setting.scope, is_item=True):
            return []
        place = Place(start=section.span.start, end=section.span.end)
        self._drafts.append(
            Draft(
                kind=kind_of(section.title, roles, setting.scope),
                content=squeeze(section.title).strip(" .:;*"),
                lead=roles.lead or setting.lead,
                coordinating=roles.coordinating,
                measure=find_measure(section.title),
                section=block.path,
                places=(place,),
                confidence=_FAIR,
            )
        )
        self._last = (block.path, [len(self._drafts) - 1])
        return self._last[1]

    def _is_task(self, block: Block, words: str, roles: Roles, context: tuple[Setting, Roles | None]) -> bool:
        setting, told = context
        is_item = block.label is not None or bool(setting.lead) or told is not None
        scope = Scope.TARGET if setting.scope is Scope.GOAL and setting.deadline else setting.scope
        if block.path.startswith("PL") and scope is Scope.UNKNOWN:
            is_item = bool(setting.lead) or told is not None
        if "Điều" in block.path and not self._settings.gives_work_in_articles(setting):
            is_item, scope = told is not None and told.is_told, Scope.UNKNOWN
        if gives_task(words, roles, scope, is_item=is_item):
            return True
        is_charged_item = block.label is not None and block.label.isalnum() and bool(setting.lead) and is_item
        return is_charged_item and setting.scope is not Scope.PRINCIPLE and gives_unclear_task(words, roles)

    def _read_sentence(
        self,
        block: Block,
        offset: int,
        text: str,
        sentence: Stretch,
        context: tuple[Setting, Sequence[FoundDeadline], Roles | None],
    ) -> Roles | None:
        setting, found, told = context
        shared = shared_deadline(text, sentence, found)
        receiver: str | None = None
        charged: list[Roles] = []
        for clause in cut_clauses(text, sentence, found):
            words = text[clause.start : clause.end]
            roles = read_roles(words)
            if roles.lead and not only_answers(words, roles):
                told = roles
                charged.append(roles)
            if not self._is_task(block, words, roles, (setting, told)):
                receiver = roles.report_to or receiver
                continue
            own = [each for each in found if clause.start <= each.start and each.end <= clause.end]
            own = own or list(deadlines_in(words, issued_on=self._issued_on))
            lead, joined = _charged(roles, told, setting)
            kind = kind_of(words, roles, setting.scope)
            receiver = roles.report_to or receiver
            draft = Draft(
                kind=kind,
                content=content_of(words, roles),
                lead=lead,
                coordinating=joined,
                report_to=(receiver or setting.report_to) if kind is TaskKind.REPORT else sent_to(words, roles),
                deadline=best_deadline(own) or shared or setting.deadline,
                measure=find_measure(words) if kind is not TaskKind.REPORT else None,
                section=block.path,
                places=(Place(start=offset + clause.start, end=offset + clause.end),),
                confidence=_confidence(setting, roles, told),
            )
            self._drafts.append(draft)
            if kind is TaskKind.REPORT:
                self._drafts += _further(draft, own)
        return None if len({each.lead for each in charged}) > 1 else told


def _roles_of_all(sentence: str) -> Roles:
    """The roles of a sentence before a list; who is told in a later part of it ("…; giao UBND các xã …") leads too."""
    first, *others = (read_roles(part) for part in _FURTHER_ORDER.split(sentence))
    told = [unit for other in others if other.is_told for unit in other.lead]
    return first._replace(lead=tuple(dict.fromkeys((*first.lead, *told))))


def _charged(roles: Roles, told: Roles | None, setting: Setting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who joins: as the clause says, else as the sentence or heading before it. Those who are only told
    to join lead where nobody else is named."""
    if len(roles.lead) == 1 and len(roles.lead[0].split()) == 1 and setting.lead:
        return setting.lead, roles.coordinating or setting.coordinating
    lead = roles.lead or (told.lead if told else ()) or setting.lead
    if not lead and roles.is_order and roles.coordinating:
        return roles.coordinating, ()
    return lead, roles.coordinating or (() if told else setting.coordinating)


def _further(draft: Draft, found: Sequence[FoundDeadline]) -> list[Draft]:
    """The same report once more for each further time at which it is due."""
    others = further_deadlines(found, draft.deadline)
    return [draft.model_copy(update={"deadline": other.deadline, "is_further": True}) for other in others]


def _has_content(block: Block, following: Block | None) -> bool:
    """Whether something stands under a heading: a block of its own or a deeper section."""
    return following is not None and (
        following.path.startswith(f"{block.path}.") or (following.path == block.path and following.label != block.label)
        or (following.path == block.path and following.kind is not BlockKind.HEADING)
    )  # fmt: skip


def content_of(words: str, roles: Roles) -> str:
    """The work itself on one line, without the unit that does it and without closing marks."""
    content = squeeze(words[roles.work_at :] if roles.is_order else words)
    return content.strip(" ,;:*✓").rstrip("./ ").strip() or squeeze(words)


def _confidence(setting: Setting, roles: Roles, told: Roles | None) -> float:
    if roles.is_told or roles.lead:
        return _SURE
    if setting.lead or told is not None:
        return _LIKELY
    return _FAIR if setting.scope is not Scope.UNKNOWN else _WEAK
