"""Which step leads from which state to which: the whole life of a filed report in one table.

Source: the usual way of a draft in an office (soạn thảo → trình → cho ý kiến, trả lại hoặc duyệt); Nghị định
30/2020/NĐ-CP, Điều 10-13 (soạn thảo, duyệt bản thảo, kiểm tra, ký).
"""

from typing import Final

from core.errors import InvalidInput
from core.review import ReviewAction, ReviewState
from service.labels import REVIEW_ACTION, REVIEW_STATE

_NEXT: Final = {
    (ReviewState.DRAFT, ReviewAction.EDIT): ReviewState.DRAFT,
    (ReviewState.DRAFT, ReviewAction.REDRAFT): ReviewState.DRAFT,
    (ReviewState.DRAFT, ReviewAction.IMPORT_WORD): ReviewState.DRAFT,
    (ReviewState.DRAFT, ReviewAction.SUBMIT): ReviewState.SUBMITTED,
    (ReviewState.SUBMITTED, ReviewAction.WITHDRAW): ReviewState.DRAFT,
    (ReviewState.SUBMITTED, ReviewAction.RETURN): ReviewState.RETURNED,
    (ReviewState.SUBMITTED, ReviewAction.APPROVE): ReviewState.APPROVED,
    (ReviewState.RETURNED, ReviewAction.EDIT): ReviewState.RETURNED,
    (ReviewState.RETURNED, ReviewAction.REDRAFT): ReviewState.RETURNED,
    (ReviewState.RETURNED, ReviewAction.IMPORT_WORD): ReviewState.RETURNED,
    (ReviewState.RETURNED, ReviewAction.SUBMIT): ReviewState.SUBMITTED,
}
_ALWAYS: Final = (ReviewAction.COMMENT, ReviewAction.RESOLVE)


def state_after(state: ReviewState, action: ReviewAction) -> ReviewState:
    """The state that `action` leads to. Remarks may be made until the report is approved.

    Raises:
        InvalidInput: the action is not possible in that state.

    >>> state_after(ReviewState.SUBMITTED, ReviewAction.RETURN).value
    'returned'
    """
    if action in _ALWAYS and state is not ReviewState.APPROVED:
        return state
    try:
        return _NEXT[state, action]
    except KeyError:
        possible = ", ".join(REVIEW_ACTION[step] for step in possible_actions(state)) or "chỉ xem và tải về"
        raise InvalidInput(
            f"báo cáo ở trạng thái “{REVIEW_STATE[state]}” thì không {REVIEW_ACTION[action]} được",
            where="báo cáo",
            advice=f"việc làm được lúc này: {possible}",
        ) from None


def possible_actions(state: ReviewState) -> tuple[ReviewAction, ...]:
    """The steps that can be taken in `state`, in the order of a report's life."""
    return tuple(action for (start, action) in _NEXT if start is state)
