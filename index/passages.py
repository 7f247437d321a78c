"""Cuts a directive into passages along its blocks and sections."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from core.directive import Block, BlockKind, Directive, Section
from core.text import squeeze
from index.passage import BETWEEN_HEADINGS, Passage
from index.words import code_key, code_keys, syllable_count

LEAST_SYLLABLES = 40
MOST_SYLLABLES = 150

_ONE_PIECE = {BlockKind.LETTERHEAD, BlockKind.SIGNATURE, BlockKind.RECIPIENTS}
_END_PARTS = {BlockKind.SIGNATURE, BlockKind.RECIPIENTS}
_SENTENCE_END = re.compile(r"(?<=\w{2}[.;!?…])\s+(?=[^\W\d_a-z]|[-+*“\"(])")


def cut_passages(directive: Directive, document_id: str) -> tuple[Passage, ...]:
    """The passages of a directive in the order of its text.

    A passage is one block, or several short ones of the same section (about 40 to 150 syllables); a heading opens the
    passage of what follows it; a table row stands alone; a longer paragraph is divided between sentences.
    """
    titles = dict(_titles(directive.sections, ()))
    lead_ins = _lead_ins(directive)
    blocks = [block for block in directive.blocks if not _is_table_header(block)]
    groups = [group for unit in _units(blocks) for group in _grouped(directive, unit)]
    passages: list[Passage] = []
    for group in groups:
        context = _context(directive, group, titles, lead_ins.get(group[0].start, ""))
        for start, end in _pieces(directive, group[0].start, group[-1].end):
            passages.append(_passage(directive, group, (start, end), f"{document_id}:{len(passages)}", context, titles))
    return tuple(passages)


def _is_table_header(block: Block) -> bool:
    """Column names are searched with every row; by themselves they tell nothing."""
    return block.kind is BlockKind.TABLE_ROW and block.row_no is None


def _units(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of blocks that may share a passage: same section and same sort.

    Recipients and signature that stand in two columns, and were read line by line across both, are one run.
    """
    for is_end, run in groupby(blocks, key=lambda block: block.kind in _END_PARTS):
        part = list(run)
        changes = sum(one.kind is not other.kind for one, other in pairwise(part))
        if is_end and changes > 1:
            yield part
        else:
            yield from (list(alike) for _, alike in groupby(part, key=_sort_key))


def _sort_key(block: Block) -> tuple[str, object]:
    if block.kind is BlockKind.TABLE_ROW:
        return "row", (block.table_no, block.row_no, block.start)
    if block.kind in _ONE_PIECE:
        return block.kind.value, ""
    return "text", _parent(block.path) if _opens_own_section(block) else block.path


def _opens_own_section(block: Block) -> bool:
    """It is a numbered paragraph or row, which the section tree holds as a section of its own."""
    return block.kind is not BlockKind.HEADING and bool(block.label) and block.path.endswith(block.label or "")


def _parent(path: str) -> str:
    return path.rpartition(".")[0]


def _grouped(directive: Directive, unit: list[Block]) -> Iterator[list[Block]]:
    """The blocks of a unit gathered until a passage is long enough."""
    if unit[0].kind in _ONE_PIECE:
        yield unit
        return
    group: list[Block] = []
    for block in unit:
        if group and _is_full(directive, group, block):
            yield group
            group = []
        group.append(block)
    yield group


def _is_full(directive: Directive, group: list[Block], block: Block) -> bool:
    held = syllable_count(directive.text[group[0].start : group[-1].end])
    coming = syllable_count(directive.text[block.start : block.end])
    if all(held_block.kind is BlockKind.HEADING for held_block in group):
        return False
    return held >= LEAST_SYLLABLES or held + coming > MOST_SYLLABLES


def _pieces(directive: Directive, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch itself, or its parts between sentences when it is too long; trimmed of white space."""
    text = directive.text[start:end]
    if syllable_count(text) <= MOST_SYLLABLES:
        yield _trimmed(directive.text, start, end)
        return
    ends = [match.start() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    piece_start, piece_end = 0, 0
    for sentence_end in ends:
        if piece_end > piece_start and syllable_count(text[piece_start:sentence_end]) > MOST_SYLLABLES:
            yield _trimmed(directive.text, start + piece_start, start + piece_end)
            piece_start = piece_end
        piece_end = sentence_end
    yield _trimmed(directive.text, start + piece_start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    raw = text[start:end]
    return start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip())


def _passage(
    directive: Directive,
    group: Sequence[Block],
    stretch: tuple[int, int],
    passage_id: str,
    context: str,
    titles: dict[str, tuple[str, ...]],
) -> Passage:
    start, end = stretch
    document_id, _, position = passage_id.rpartition(":")
    section = group[0].path
    page = directive.page_index_at(start)
    return Passage(
        id=passage_id,
        document_id=document_id,
        position=int(position),
        page_no=directive.pages[page].page_no,
        start=start,
        end=end,
        section=section,
        heading=BETWEEN_HEADINGS.join(_titles_above(group[0], titles)),
        kind=(BlockKind.HEADING if _heads_rows(directive, group[0]) else _main_kind(group)).value,
        text=directive.text[start:end],
        context=context,
        codes=_codes(directive, start, end),
        page_start=directive.page_starts[page],
    )


def _main_kind(group: Sequence[Block]) -> BlockKind:
    """The kind of the first block that is not a heading, or heading when there is none; a signature wins."""
    if any(block.kind is BlockKind.SIGNATURE for block in group):
        return BlockKind.SIGNATURE
    return next((block.kind for block in group if block.kind is not BlockKind.HEADING), BlockKind.HEADING)


def _heads_rows(directive: Directive, block: Block) -> bool:
    """Whether it is a table row with one filled cell beside its label, above rows that are labelled below it."""
    if block.table_no is None or block.row_no is None:
        return False
    rows = directive.tables[block.table_no].rows
    label, *cells = (cell.strip() for cell in rows[block.row_no])
    following = rows[block.row_no + 1][0].strip() if block.row_no + 1 < len(rows) and rows[block.row_no + 1] else ""
    return bool(label) and sum(map(bool, cells)) <= 1 and following.startswith(f"{label.rstrip('.')}.")


def _codes(directive: Directive, start: int, end: int) -> tuple[str, ...]:
    """Keys of the codes of the letterhead, of those printed there, and of the references that are mentioned there."""
    cited = [
        code_key(reference.number)
        for reference in directive.references
        if reference.number and any(span.start < end and start < span.end for span in reference.spans)
    ]
    own = code_keys(letterhead_line(directive))
    return tuple(dict.fromkeys((*own, *code_keys(directive.text[start:end]), *cited)))


def _context(directive: Directive, group: Sequence[Block], titles: dict[str, tuple[str, ...]], lead_in: str) -> str:
    parts = [letterhead_line(directive), *_titles_above(group[0], titles), lead_in]
    parts += _column_names(directive, group[0])
    parts += _long_forms(directive, directive.text[group[0].start : group[-1].end])
    return "\n".join(dict.fromkeys(part for part in parts if part))


def letterhead_line(directive: Directive) -> str:
    """What the document is, in one line: kind, number, title, issuer, place."""
    head = directive.letterhead
    fields = (head.kind, head.number, head.title, head.issuer, head.parent_issuer, head.place)
    return " ".join(squeeze(field) for field in fields if field)


def _titles(sections: Sequence[Section], above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each section path with the headings from the root down to it."""
    for section in sections:
        heading = squeeze(f"{section.label}. {section.title}" if section.title else section.label)
        yield section.path, (*above, heading)
        yield from _titles(section.children, (*above, heading))


def _titles_above(block: Block, titles: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Headings that a block stands under; its own words are not among them."""
    own = titles.get(block.path, ())
    return own[:-1] if _opens_own_section(block) or block.kind is BlockKind.TABLE_ROW else own


def _lead_ins(directive: Directive) -> dict[int, str]:
    """By its start, for each list item and for the first paragraph after it: the paragraph ending in a colon that leads
    in what it says."""
    found: dict[int, str] = {}
    path, lead_in = "", ""
    for block in directive.blocks:
        if block.path == path and block.kind in (BlockKind.BULLET, BlockKind.PARAGRAPH):
            found[block.start] = lead_in
        if block.kind is BlockKind.BULLET and block.path == path:
            continue
        text = squeeze(directive.text[block.start : block.end])
        path, lead_in = block.path, text if block.kind is BlockKind.PARAGRAPH and text.endswith(":") else ""
    return found


def _column_names(directive: Directive, block: Block) -> Iterator[str]:
    """Header of the table that a row belongs to, and the row that heads its group (`1` for `1.2`)."""
    if block.table_no is None or block.row_no is None:
        return
    table = directive.tables[block.table_no]
    yield squeeze(" | ".join(table.header))
    label = table.rows[block.row_no][0].strip() if table.rows[block.row_no] else ""
    parent = label.rpartition(".")[0]
    for row in table.rows:
        if parent and row and row[0].strip().rstrip(".") == parent:
            yield squeeze(" ".join(row))
            return


def _long_forms(directive: Directive, text: str) -> Iterator[str]:
    for abbreviation in directive.abbreviations:
        if re.search(rf"(?<!\w){re.escape(abbreviation.short)}(?!\w)", text):
            yield squeeze(abbreviation.long)
