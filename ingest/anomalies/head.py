"""Anomalies of form: what number, date, signature or letterhead lack."""

from core.directive import Anomaly, BlockKind, Directive, Severity
from core.span import Span


def head_anomalies(directive: Directive) -> list[Anomaly]:
    """What letterhead and signature lack; nothing for a text that is no issued document (no kind, no number).

    What is issued with another document has its number, date and signature there.
    """
    head = directive.letterhead
    if head.kind is None and head.number is None:
        return []
    title = _first(directive, BlockKind.TITLE)
    found = []
    if not _first(directive, BlockKind.LETTERHEAD):
        if head.number is not None and not _first(directive, BlockKind.SIGNATURE):
            return [_lack("missing_letterhead", "Chỉ có phần nội dung: văn bản thiếu phần đầu và phần ký.", title)]
        found.append(
            _lack("missing_letterhead", "Văn bản thiếu phần đầu (quốc hiệu, tên cơ quan, số, địa danh, ngày).", title)
        )
    if head.attached_to is not None:
        return found
    if head.number is None:
        message = "Văn bản dự thảo, chưa có số." if head.is_draft else "Không đọc được số, ký hiệu của văn bản."
        found.append(_lack("missing_number", message, head.spans.get("number", title)))
    if head.issued_on is None:
        doubtful = "issued_on" in head.doubtful
        message = (
            "Ngày ban hành viết tay hoặc mờ, không đọc được." if doubtful else "Không thấy ngày ban hành của văn bản."
        )
        found.append(_lack("missing_date", message, head.spans.get("issued_on", title)))
    if head.signer is None:
        found.append(
            _lack("missing_signer", "Không thấy tên người ký.", _first(directive, BlockKind.SIGNATURE) or title)
        )
    elif head.signer_role is None:
        message = f"Người ký {head.signer} không ghi quyền hạn, chức vụ."
        found.append(_lack("missing_signer_role", message, head.spans.get("signer", ())))
    return found


def _lack(code: str, message: str, spans: tuple[Span, ...]) -> Anomaly:
    return Anomaly(code=code, severity=Severity.LOW, message=message, spans=spans)


def _first(directive: Directive, kind: BlockKind) -> tuple[Span, ...]:
    block = next((block for block in directive.blocks if block.kind is kind), None)
    return directive.spans(block.start, block.end) if block else ()
