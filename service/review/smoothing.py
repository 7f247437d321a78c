"""Lets a chat model smooth the wording of a draft; a sentence that says anything else than before stays as it was.

A new wording is taken only when its blanks are the same, every number, date, code and name of either wording stands in
the other, words of state and denial ("đã", "đang", "chưa", "không") are as many as before, and nearly all its words
stood there before. What was drafted is kept beside it, and the model is named as whose words they are.
"""

import json
import logging
import re
import secrets
from collections import Counter
from collections.abc import Sequence
from typing import Final

from pydantic import ValidationError

from core.record import Record
from core.report import Claim, Report
from core.text import fold, nfc, squeeze
from prompts.loader import load_prompt
from service.answers.grounding import unsupported_words
from service.chat_model import ChatModel, ask_chat_model, name_of
from service.reports.blanks import BLANK
from service.review.claims import rewrite_claims, walk_claims

_log = logging.getLogger(__name__)

_PROMPT: Final = "smooth_report"
_AT_ONCE: Final = 10
_LEAST_KNOWN_WORDS: Final = 0.8
_JSON: Final = re.compile(r"\{.*\}", re.DOTALL)
_LIST_MARK: Final = re.compile(r"^[-+] ")
_STATE_WORDS: Final = frozenset(("da", "dang", "chua", "khong", "se", "can", "phai", "het", "vuot"))


class _Wording(Record):
    number: int
    text: str


class _Reply(Record):
    sentences: tuple[_Wording, ...] = ()


def smooth_report(report: Report, chat_model: ChatModel) -> Report:
    """The report with smoother wording where the model gave one that says the same."""
    claims = [claim for claim in walk_claims(report) if _may_be_smoothed(claim)]
    smoothed: dict[str, Claim] = {}
    for start in range(0, len(claims), _AT_ONCE):
        smoothed |= {old.text: new for old, new in _smooth(claims[start : start + _AT_ONCE], chat_model)}
    _log.info("chat model: %d of %d sentences reworded", len(smoothed), len(claims))
    return rewrite_claims(report, lambda claim: (smoothed.get(claim.text, claim),))


def says_the_same(before: str, after: str) -> bool:
    """Whether `after` may stand for `before`.

    >>> says_the_same("Đã tổ chức 03 hội nghị, 450 lượt người.", "Đã tổ chức 03 hội nghị với 450 lượt người.")
    True
    >>> says_the_same("Đã tổ chức 03 hội nghị.", "Đã tổ chức 05 hội nghị.")
    False
    >>> says_the_same("Chưa có thông tin.", "Đã có thông tin.")
    False
    """
    if BLANK.findall(before) != BLANK.findall(after) or _mark(before) != _mark(after):
        return False
    if unsupported_words(after, [before]) or unsupported_words(before, [after]):
        return False
    old, new = _words(before), _words(after)
    if any(old[word] != new[word] for word in _STATE_WORDS):
        return False
    known = sum(min(count, old[word]) for word, count in new.items())
    return known >= _LEAST_KNOWN_WORDS * max(1, new.total())


def _may_be_smoothed(claim: Claim) -> bool:
    return claim.edited_by is None and BLANK.sub("", claim.text).strip(" .-+") != ""


def _smooth(claims: Sequence[Claim], chat_model: ChatModel) -> list[tuple[Claim, Claim]]:
    fence = f"=={secrets.token_hex(6)}"
    listed = "\n".join(f"{number}. {claim.text}" for number, claim in enumerate(claims, start=1))
    reply = ask_chat_model(chat_model, load_prompt(_PROMPT).fill({"fence": fence, "sentences": listed}))
    kept = []
    for wording in _read(reply or ""):
        text = squeeze(nfc(wording.text))
        if not 1 <= wording.number <= len(claims):
            continue
        claim = claims[wording.number - 1]
        if text != claim.text and says_the_same(claim.text, text):
            new = claim.model_copy(
                update={"text": text, "edited_by": f"mô hình {name_of(chat_model)}", "as_drafted": claim.text}
            )
            kept.append((claim, new))
    return kept


def _read(content: str) -> tuple[_Wording, ...]:
    found = _JSON.search(content)
    if found is None:
        return ()
    try:
        return _Reply.model_validate(json.loads(found.group())).sentences
    except (ValidationError, ValueError):
        _log.warning("the chat model's reply is not of the form asked for")
        return ()


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", fold(text)))


def _mark(text: str) -> str:
    found = _LIST_MARK.match(text)
    return found.group() if found else ""
