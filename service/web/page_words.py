"""Vietnamese words for what only pages speak of."""

from service.documents.conditions import Check
from service.upkeep.storage import StoragePart
from service.web.reading_stage import ReadingStage

DOCUMENT_CHECK = {
    Check.ANY: "Có điều cần kiểm tra",
    Check.DOUBTS: "Có chữ đọc chưa chắc",
    Check.ANOMALIES: "Có điểm cần xem",
    Check.FAILED_PAGES: "Có trang không đọc được",
    Check.TASKS: "Có nhiệm vụ chờ xác nhận",
}

READING_STAGE = {
    ReadingStage.ENDED: "",
    ReadingStage.PAUSED: "Đã đọc {done}/{pages} trang",
    ReadingStage.WAITING: "Đang chờ đến lượt",
    ReadingStage.READING: "Đang đọc trang {page}/{pages}",
    ReadingStage.UNDERSTANDING: "Đã đọc các trang, đang phân tích nội dung",
    ReadingStage.UPDATING: "Đang cập nhật nội dung, nhiệm vụ",
}
"""Sentences on a reading; `page` is the page that is read now, `done` and `pages` count."""

CHECK_REASON = {
    Check.DOUBTS: "chữ đọc chưa chắc",
    Check.ANOMALIES: "điểm cần xem",
    Check.FAILED_PAGES: "trang không đọc được",
    Check.TASKS: "nhiệm vụ chờ xác nhận",
}
"""Words after a number, on what is to be looked at in one document."""

DOUBTFUL_FIELDS = "mục thể thức đọc chưa chắc"
UNREADABLE = "không đọc được tệp"

CHECK_NAMES = {
    "database": "Cơ sở dữ liệu",
    "data_folder": "Thư mục dữ liệu",
    "ocr": "Nhận dạng chữ (OCR)",
    "restorer": "Phục hồi chữ hỏng",
    "search_index": "Chỉ mục tìm kiếm",
    "audit": "Nhật ký kiểm toán",
    "files": "Kho tệp gốc",
    "isolation": "Cách ly tệp lạ",
}

STORAGE_PART = {
    StoragePart.ORIGINALS: "Tệp gốc đã nộp",
    StoragePart.PAGES: "Ảnh trang",
    StoragePart.ATTACHMENTS: "Tệp minh chứng",
    StoragePart.INCOMING: "Tệp đang nhận",
    StoragePart.DATABASE: "Cơ sở dữ liệu",
    StoragePart.INDEX: "Chỉ mục tìm kiếm",
}

PREFERENCE = {
    "own_unit": "Đơn vị tôi",
    "report_unit": "Đơn vị báo cáo mặc định",
    "rows_a_page": "Số dòng mỗi trang của bảng",
    "reading_workers": "Số trang đọc cùng lúc",
    "reading_documents": "Số văn bản đọc cùng lúc",
}

QUALITY_FIELD = {
    "restore": "Khôi phục chữ hỏng",
    "judge": "Nhận ra lớp chữ hỏng",
    "legacy": "Bảng mã cũ",
    "reading": "Đọc bản quét",
    "scans": "Đọc bản quét thật",
    "layout": "Bố cục, bảng",
    "understanding": "Thể thức, viện dẫn, điều cần lưu ý",
    "deadlines": "Thời hạn",
    "tasks": "Nhiệm vụ",
    "answers": "Hỏi đáp",
    "search": "Tìm kiếm",
    "reports": "Báo cáo",
    "speed": "Tốc độ",
}

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

TASK_EXPORTS = {
    "tasks.xlsx": "Excel",
    "tasks/national.xlsx": "Excel 7 cột theo mẫu chung",
    "tasks.ics": "Lịch (ICS)",
    "tasks.csv": "CSV",
    "tasks.json": "JSON",
}

NO_SUCH_PAGE = (
    "Không có trang này.",
    "Địa chỉ có thể đã gõ sai, hoặc văn bản đã được gỡ. Chọn một mục trên thanh điều hướng.",
)
