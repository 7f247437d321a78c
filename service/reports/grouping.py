"""Tasks under the headings that the directive itself gives them."""

import re
from collections.abc import Iterator, Sequence

from core.directive import Directive, Section
from core.record import Record
from core.span import Span
from core.text import fold, squeeze
from service.reports.profile import UnitProfile
from service.reports.progress import TaskProgress
from service.reports.responsibility import addresses
from service.reports.unit_names import sentence_words

_LONGEST_TITLE_WORDS = 70
_OTHER = "Các nhiệm vụ khác"


class TaskGroup(Record):
    """Tasks that one heading of the directive covers; `spans` are the heading."""

    title: str
    spans: tuple[Span, ...]
    items: tuple[TaskProgress, ...]


def group_tasks(
    directive: Directive, progress: Sequence[TaskProgress], profiles: Sequence[UnitProfile]
) -> tuple[TaskGroup, ...]:
    """Groups by second-level heading, in the order of the headings; headings with the same words are one group.

    What stands directly under a heading of headings comes after what stands under those.

    A heading too long to be one (a paragraph with a number), or that is how the task itself begins, yields to the one
    above it; a task under no heading
    goes to a group of its own at the end. A heading that is only a name of one of the units or of its group says so.
    """
    sections = {section.path: section for section in _walk(directive.sections)}
    places: dict[str, int] = {}
    for heading in sections.values():
        key = fold(_title(directive, heading, profiles))
        place = heading.end if heading.children else heading.start
        places[key] = min(places.get(key, place), place)
    titles: dict[str, str] = {}
    spans: dict[str, tuple[Span, ...]] = {}
    members: dict[str, list[TaskProgress]] = {}
    for item in progress:
        section = _heading_of(item, sections)
        title = _title(directive, section, profiles) if section else _OTHER
        key = fold(title)
        titles.setdefault(key, title)
        spans.setdefault(key, (section.span,) if section else ())
        members.setdefault(key, []).append(item)
    keys = sorted(members, key=lambda key: places.get(key, len(directive.text)))
    return tuple(TaskGroup(title=titles[key], spans=spans[key], items=tuple(members[key])) for key in keys)


def _heading_of(item: TaskProgress, sections: dict[str, Section]) -> Section | None:
    """The closest heading of the first two levels that is one, and not the beginning of the task itself."""
    labels, words = item.task.section.split("."), fold(item.task.content)
    for depth in (2, 1):
        section = sections.get(".".join(labels[:depth]))
        if section is None or not 0 < len(section.title.split()) <= _LONGEST_TITLE_WORDS:
            continue
        if not words.startswith(fold(squeeze(section.title)).rstrip(" .:;")):
            return section
    return None


def _walk(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)


def _title(directive: Directive, section: Section, profiles: Sequence[UnitProfile]) -> str:
    title = _clean(section.title, directive.flat(0, len(directive.text)))
    if not any(addresses(directive, title, profile) for profile in profiles):
        return title
    return f"Nhiệm vụ giao cho {title[:1].lower() + title[1:] if title.startswith('Các ') else title}"


def _clean(title: str, text: str) -> str:
    """A heading without Markdown marks and final punctuation; capitals of a whole line made a sentence."""
    title = squeeze(re.sub(r"[*#]+", "", title)).rstrip(" .:;")
    title = sentence_words(title, text)
    return title[:1].upper() + title[1:]
