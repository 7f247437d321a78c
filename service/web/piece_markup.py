"""Pieces of text as HTML. A page has thousands of them, so they are written here, not by a template."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from service.web.paper_pieces import Piece
from service.web.word_notes import WordNote


def pieces_markup(pieces: Iterable[Piece], words: Mapping[str, str]) -> Markup:
    """The pieces one after the other, each with its offset and what is told about it.

    Args:
        words: in the language of the page, for words that were read with doubt: `read` ("Đọc được"), `sure` ("chắc")
            and `other` ("có thể là:").
    """
    return Markup(
        "".join(_plain(piece) if piece.note is None else _noted(piece, piece.note, words) for piece in pieces)
    )


def _plain(piece: Piece) -> str:
    classes = f' class="{escape(piece.classes)}"' if piece.classes else ""
    return f'<span{classes} data-s="{piece.start}"{_opening(piece)}>{escape(piece.text)}</span>'


def _noted(piece: Piece, note: WordNote, words: Mapping[str, str]) -> str:
    read = escape(note.as_read)
    parts = [
        f'<mark class="{escape(_classes(piece, note))}" data-s="{piece.start}" data-word="{note.start}-{note.end}"',
        f' data-read="{read}" data-percent="{note.percent}"',
    ]
    if note.alternatives:
        parts.append(f' data-other="{escape("|".join(note.alternatives))}"')
    if note.correction_id:
        parts.append(f' data-fix="{note.correction_id}" data-by="{escape(note.corrected_by)}"')
    parts.append(_opening(piece))
    if note.is_doubtful or note.correction_id:
        parts.append(' tabindex="-1"')
    if note.is_doubtful:
        parts.append(f' title="{_doubt(note, words)}"')
    parts.append(f">{escape(piece.text)}</mark>")
    return "".join(parts)


def _classes(piece: Piece, note: WordNote) -> str:
    told = (("doubt", note.is_doubtful), ("changed", note.is_changed), ("fixed", note.correction_id))
    return " ".join(["w", *(name for name, is_so in told if is_so), *([piece.classes] if piece.classes else [])])


def _opening(piece: Piece) -> str:
    return ' id="doan"' if piece.opens else ""


def _doubt(note: WordNote, words: Mapping[str, str]) -> Markup:
    told = f"{words['read']} “{note.as_read}”, {words['sure']} {note.percent} %"
    return escape(f"{told}; {words['other']} {', '.join(note.alternatives)}" if note.alternatives else told)
