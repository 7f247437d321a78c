"""The Vietnamese office words for everything that has an English code."""

from core.directive import Severity
from core.page import ReadingMethod, TextJudgement
from core.reference import Relation
from core.review import ReviewAction, ReviewState
from core.source import MediaType
from core.task import TaskKind, TaskStatus
from service.records import DocumentStatus

DOCUMENT_STATUS = {
    DocumentStatus.QUEUED: "Chờ đọc",
    DocumentStatus.READING: "Đang đọc",
    DocumentStatus.READY: "Đã đọc xong",
    DocumentStatus.PARTIAL: "Đọc được một phần",
    DocumentStatus.FAILED: "Không đọc được",
}

TASK_STATUS = {
    TaskStatus.PROPOSED: "Chờ xác nhận",
    TaskStatus.CONFIRMED: "Đã xác nhận",
    TaskStatus.IN_PROGRESS: "Đang thực hiện",
    TaskStatus.DONE: "Hoàn thành",
    TaskStatus.DROPPED: "Không theo dõi",
}

TASK_KIND = {
    TaskKind.DUTY: "Nhiệm vụ",
    TaskKind.REPORT: "Báo cáo",
    TaskKind.TARGET: "Chỉ tiêu",
    TaskKind.MILESTONE: "Mốc thời gian",
}

RELATION = {
    Relation.BASIS: "Căn cứ",
    Relation.IMPLEMENTS: "Triển khai thực hiện",
    Relation.MENTIONS: "Nhắc đến",
    Relation.AMENDS: "Sửa đổi, bổ sung",
    Relation.REPLACES: "Thay thế",
    Relation.ATTACHED_TO: "Ban hành kèm theo",
    Relation.REPEALS: "Bãi bỏ",
    Relation.GUIDES: "Hướng dẫn thực hiện",
}

REVIEW_STATE = {
    ReviewState.DRAFT: "Dự thảo",
    ReviewState.SUBMITTED: "Đang trình",
    ReviewState.RETURNED: "Trả lại",
    ReviewState.APPROVED: "Đã duyệt",
}

REVIEW_ACTION = {
    ReviewAction.FILE: "lập dự thảo",
    ReviewAction.EDIT: "sửa dự thảo",
    ReviewAction.REDRAFT: "soạn lại theo số liệu mới",
    ReviewAction.IMPORT_WORD: "nhận bản sửa trong Word",
    ReviewAction.SUBMIT: "trình",
    ReviewAction.WITHDRAW: "rút lại",
    ReviewAction.RETURN: "trả lại",
    ReviewAction.APPROVE: "duyệt",
    ReviewAction.COMMENT: "cho ý kiến",
    ReviewAction.RESOLVE: "xử lý ý kiến",
}

SEVERITY = {
    Severity.HIGH: "Quan trọng",
    Severity.MEDIUM: "Cần xem",
    Severity.LOW: "Lưu ý",
}

METHOD = {
    ReadingMethod.TEXT_LAYER: "chữ có sẵn trong tệp",
    ReadingMethod.CONVERTED: "chuyển từ bảng mã cũ sang Unicode",
    ReadingMethod.OCR: "nhận dạng từ ảnh trang",
    ReadingMethod.RESTORED: "phục hồi từ lớp chữ hỏng",
    ReadingMethod.FAILED: "không đọc được",
}

JUDGEMENT = {
    TextJudgement.GOOD: "lớp chữ tốt",
    TextJudgement.RUINED: "lớp chữ bị hỏng",
    TextJudgement.LEGACY_ENCODING: "chữ theo bảng mã cũ",
    TextJudgement.BROKEN_FONT_MAP: "phông chữ trong tệp bị lỗi",
    TextJudgement.STAMP_ONLY: "chỉ có chữ của dấu, chữ ký số",
    TextJudgement.EMPTY: "không có lớp chữ",
}

MEDIA_TYPE = {
    MediaType.TEXT: "Văn bản thuần",
    MediaType.MARKDOWN: "Markdown",
    MediaType.PDF: "PDF",
    MediaType.DOCX: "Word",
    MediaType.PNG: "Ảnh PNG",
    MediaType.JPEG: "Ảnh JPEG",
    MediaType.TIFF: "Ảnh TIFF",
}

LETTERHEAD_FIELDS = {
    "kind": "Loại văn bản",
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "parent_issuer": "Cơ quan chủ quản",
    "place": "Địa danh",
    "title": "Trích yếu",
    "signer_role": "Quyền hạn, chức vụ",
    "signer": "Người ký",
    "recipients": "Nơi nhận",
    "urgency": "Độ khẩn",
    "secrecy": "Độ mật",
    "attached_to": "Kèm theo văn bản",
}

RARE_FIELDS = frozenset({"urgency", "secrecy", "attached_to"})
"""Fields that most documents lack by right: nothing is said where they are silent."""

NOT_STATED = "Văn bản không ghi"
