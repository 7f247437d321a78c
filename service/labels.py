"""The Vietnamese office words for everything that has an English code."""

from core.directive import Severity
from core.page import AsideKind, AskedMethod, ReadingMethod, RegionKind
from core.reference import Relation
from core.review import ReviewAction, ReviewState
from core.source import MediaType
from core.task import TaskKind, TaskOrigin, TaskStatus
from service.access.secrecy import Secrecy
from service.accounts.rights import Role
from service.audit.records import Deed
from service.follow_up.comparison import Fate
from service.follow_up.due import DueState
from service.follow_up.evidence import EvidenceKind
from service.follow_up.own_unit import OwnRole
from service.follow_up.verdict import Verdict
from service.records import DocumentStatus

DOCUMENT_STATUS = {
    DocumentStatus.QUEUED: "Chờ đọc",
    DocumentStatus.READING: "Đang đọc",
    DocumentStatus.READY: "Đã đọc xong",
    DocumentStatus.PARTIAL: "Đọc được một phần",
    DocumentStatus.FAILED: "Không đọc được",
    DocumentStatus.PAUSED: "Tạm dừng",
}

TASK_STATUS = {
    TaskStatus.PROPOSED: "Chờ xác nhận",
    TaskStatus.CONFIRMED: "Đã xác nhận",
    TaskStatus.IN_PROGRESS: "Đang thực hiện",
    TaskStatus.DONE: "Hoàn thành",
    TaskStatus.DROPPED: "Không theo dõi",
}

ASIDE_KIND = {
    AsideKind.PAGE_NUMBER: "Số trang",
    AsideKind.RUNNING_HEAD: "Tiêu đề chạy",
    AsideKind.COPY_MARK: "Dấu sao văn bản",
    AsideKind.WATERMARK: "Chữ chìm trên trang",
    AsideKind.ARRIVAL_STAMP: "Dấu công văn đến",
    AsideKind.SIGNING_STAMP: "Dấu ký số",
    AsideKind.MARGIN_NOTE: "Ghi ở lề (bút phê)",
}

REGION_KIND = {
    RegionKind.SEAL: "Con dấu",
    RegionKind.SIGNATURE: "Chữ ký",
    RegionKind.ARRIVAL_STAMP: "Dấu công văn đến",
    RegionKind.HANDWRITING: "Chữ viết tay",
}

ASKED_METHOD = {
    AskedMethod.OCR: "Nhận dạng lại từ ảnh trang",
    AskedMethod.TEXT: "Lấy lớp chữ có sẵn trong tệp",
    AskedMethod.RESTORE: "Phục hồi lớp chữ hỏng",
}

TASK_KIND = {
    TaskKind.DUTY: "Nhiệm vụ",
    TaskKind.REPORT: "Báo cáo",
    TaskKind.TARGET: "Chỉ tiêu",
    TaskKind.MILESTONE: "Mốc thời gian",
}

TASK_FIELD = {
    "status": "Tình trạng",
    "note": "Ghi chú",
    "content": "Nội dung",
    "lead_units": "Đơn vị chủ trì",
    "coordinating_units": "Đơn vị phối hợp",
    "report_to": "Báo cáo về",
    "deadline": "Thời hạn",
    "measure": "Chỉ tiêu",
    "evidence": "Minh chứng",
    "folded": "Trong bảng",
}

TASK_FATE = {
    Fate.ADDED: "Thêm mới",
    Fate.DROPPED: "Không còn",
    Fate.CHANGED: "Thay đổi",
    Fate.SAME: "Giữ nguyên",
}

TASK_ORIGIN = {
    TaskOrigin.READ: "",
    TaskOrigin.ENTERED: "Nhập tay",
    TaskOrigin.SPLIT: "Tách ra",
    TaskOrigin.MERGED: "Gộp lại",
}

OWN_ROLE = {
    OwnRole.LEAD: "Giao đích danh, chủ trì",
    OwnRole.COORDINATING: "Phối hợp",
    OwnRole.GROUP: "Giao chung cho cấp, nhóm của đơn vị",
    OwnRole.UNASSIGNED: "Văn bản không nêu đơn vị chủ trì",
}

DUE_STATE = {
    DueState.OVERDUE: "Quá hạn",
    DueState.SOON: "Sắp đến hạn",
    DueState.LATER: "Còn hạn",
    DueState.UNDATED: "Không có ngày cụ thể",
    DueState.CLOSED: "Đã khép lại",
}

EVIDENCE_KIND = {
    EvidenceKind.DOCUMENT: "Văn bản",
    EvidenceKind.FILE: "Tệp",
    EvidenceKind.LINK: "Đường dẫn",
    EvidenceKind.TEXT: "Nội dung",
}

IMPORT_VERDICT = {
    Verdict.CHANGE: "Sẽ đổi",
    Verdict.CONFLICT: "Mâu thuẫn: hai bên cùng đổi",
    Verdict.SAME: "Không đổi",
    Verdict.UNKNOWN_TASK: "Không nhận ra việc",
    Verdict.UNKNOWN_PROGRESS: "Không hiểu tiến độ",
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

MEDIA_TYPE = {
    MediaType.TEXT: "Văn bản thuần",
    MediaType.MARKDOWN: "Markdown",
    MediaType.PDF: "PDF",
    MediaType.HTML: "Trang web",
    MediaType.DOCX: "Word",
    MediaType.XLSX: "Excel",
    MediaType.PPTX: "PowerPoint",
    MediaType.DOC: "Word đời cũ",
    MediaType.XLS: "Excel đời cũ",
    MediaType.PPT: "PowerPoint đời cũ",
    MediaType.RTF: "RTF",
    MediaType.ODT: "OpenDocument",
    MediaType.ODS: "Bảng tính OpenDocument",
    MediaType.ODP: "Trình chiếu OpenDocument",
    MediaType.EMAIL: "Thư điện tử",
    MediaType.OUTLOOK: "Thư Outlook",
    MediaType.ZIP: "Tệp nén",
    MediaType.PNG: "Ảnh PNG",
    MediaType.JPEG: "Ảnh JPEG",
    MediaType.TIFF: "Ảnh TIFF",
    MediaType.WEBP: "Ảnh WebP",
    MediaType.BMP: "Ảnh BMP",
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

IS_DRAFT = "Dự thảo"

RARE_FIELDS = frozenset({"urgency", "secrecy", "attached_to"})
"""Fields that most documents lack by right: nothing is said where they are silent."""

SECRECY = {
    Secrecy.OPEN: "Thường",
    Secrecy.INTERNAL: "Lưu hành nội bộ",
    Secrecy.CONFIDENTIAL: "Mật",
    Secrecy.SECRET: "Tối mật",
    Secrecy.TOP_SECRET: "Tuyệt mật",
}

ROLE = {
    Role.OFFICER: "Cán bộ tra cứu",
    Role.STAFF: "Chuyên viên",
    Role.REVIEWER: "Người duyệt",
    Role.ADMIN: "Quản trị",
}

DEED = {
    Deed.SEE: "xem",
    Deed.ASK: "hỏi",
    Deed.EXPORT: "tải về",
    Deed.CHANGE: "thay đổi",
    Deed.APPROVE: "duyệt",
    Deed.SIGN_IN: "đăng nhập",
    Deed.REFUSED: "bị từ chối",
}
