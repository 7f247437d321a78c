"""Vietnamese words for errors: what happened, where, what to do."""

from typing import NamedTuple

from core.errors import DondocError
from core.text import strip_accents
from service.records import StoredError

ErrorWording = StoredError
"""An error in words is the same record that is kept with a failed document."""


class _Words(NamedTuple):
    what: str
    advice: str


_ERRORS = {
    "error": _Words(
        "Chương trình gặp lỗi ngoài dự kiến.", "Thử lại; nếu vẫn lỗi, chạy `dondoc doctor` và xem nhật ký."
    ),
    "intake": _Words("Không nhận được tệp.", "Kiểm tra tệp rồi nộp lại."),
    "empty_file": _Words("Tệp rỗng, không có nội dung.", "Chọn đúng tệp rồi nộp lại."),
    "unsupported_file": _Words(
        "Loại tệp này chưa đọc được.",
        "Nộp tệp PDF, Word, Excel, PowerPoint, HTML, TXT, thư (EML, MSG), tệp nén ZIP hoặc ảnh của văn bản.",
    ),
    "converter_missing": _Words(
        "Máy chưa có LibreOffice để đọc tệp Office đời cũ.",
        "Cài bằng `apt-get install libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui`, hoặc "
        "lưu tệp thành DOCX, XLSX, PDF rồi nộp lại; chương trình ở chỗ khác thì đặt DONDOC_LIBREOFFICE.",
    ),
    "encrypted_file": _Words("Tệp có mật khẩu.", "Gỡ mật khẩu rồi nộp lại."),
    "damaged_file": _Words("Tệp bị hỏng hoặc bị cắt ngắn.", "Lấy lại tệp gốc, hoặc mở bằng phần mềm khác rồi lưu lại."),
    "file_too_large": _Words(
        "Tệp vượt giới hạn cho phép.", "Tách nhỏ tệp, hoặc nhờ quản trị nâng giới hạn DONDOC_LIMITS__…"
    ),
    "file_not_readable": _Words("Không mở được tệp.", "Kiểm tra đường dẫn và quyền đọc."),
    "held_back": _Words(
        "Tệp này đã có người nộp và chưa mở cho bạn: đang được đọc, hoặc bị giới hạn người xem.",
        "Chờ đọc xong rồi xem danh sách; nếu vẫn không thấy, hỏi văn thư hoặc người quản trị.",
    ),
    "page": _Words("Trang này không đọc được; các trang khác vẫn được giữ.", "Đọc lại, hoặc nộp bản quét rõ hơn."),
    "page_timeout": _Words("Trang này đọc quá lâu nên đã dừng.", "Đọc lại, hoặc quét lại trang cho rõ hơn."),
    "page_interrupted": _Words(
        "Việc đọc trang này nhiều lần bị ngắt giữa chừng nên đã bỏ qua.", "Đọc lại trang, hoặc nộp bản khác của trang."
    ),
    "ocr_unavailable": _Words(
        "Máy chưa có bộ nhận dạng chữ tiếng Việt.", "Cài tesseract-ocr và tesseract-ocr-vie rồi đọc lại văn bản."
    ),
    "cancelled": _Words("Việc đọc đã được hủy theo yêu cầu.", "Bấm “Đọc lại” khi cần, hoặc gỡ văn bản."),
    "not_found": _Words("Không tìm thấy.", "Xem lại mã, số/ký hiệu hoặc danh sách."),
    "ambiguous": _Words("Có nhiều văn bản cùng ứng với khóa này.", "Dùng mã văn bản."),
    "invalid_input": _Words("Dữ liệu nhập không hợp lệ.", "Sửa lại rồi gửi lại."),
    "configuration": _Words("Thiết lập không hợp lệ.", "Xem .env.example để biết mọi thiết lập."),
    "embedder_unavailable": _Words(
        "Không dùng được mô hình nhúng đã chọn; tìm kiếm tạm chỉ theo từ ngữ.",
        "Kiểm tra DONDOC_EMBEDDER, máy chủ nhúng hoặc thư viện sentence-transformers.",
    ),
    "index_damaged": _Words("Chỉ mục tìm kiếm bị hỏng.", "Chạy `dondoc doctor --rebuild-index` để dựng lại."),
    "storage_unavailable": _Words(
        "Kho tệp không trả lời hoặc không ghi được.",
        "Chờ ít phút rồi thử lại; nếu vẫn vậy, báo người quản trị kho tệp.",
    ),
    "foreign_origin": _Words("Yêu cầu đến từ một trang khác nên bị từ chối.", "Mở Đôn Đốc trực tiếp rồi thao tác lại."),
    "method_not_allowed": _Words("Địa chỉ này không nhận cách gọi này.", "Xem /docs để biết cách gọi."),
    "forbidden": _Words("Không được phép.", "Xem /docs để biết cách gọi."),
    "audit_broken": _Words(
        "Nhật ký kiểm toán đã bị sửa, xóa hoặc chèn.", "Giữ nguyên dữ liệu, so với bản sao lưu và báo người phụ trách."
    ),
    "not_allowed": _Words("Không được phép.", "Đăng nhập bằng tài khoản có quyền này, hoặc nhờ người quản trị."),
    "sign_in_needed": _Words("Cần đăng nhập.", "Đăng nhập, hoặc gửi kèm khóa API (Authorization: Bearer …)."),
    "sight_changed": _Words("Quyền xem của bạn vừa được đổi nên dừng ở đây.", "Tải lại trang rồi làm lại."),
    "wrong_sign_in": _Words("Sai tên đăng nhập hoặc mật khẩu.", "Kiểm tra lại; quên thì nhờ người quản trị đặt lại."),
    "start_link_needed": _Words(
        "Đôn Đốc trên máy này chỉ mở cho người chạy nó.",
        "Mở bằng liên kết mà `dondoc serve` in ra, hoặc nhờ người chạy nó gõ `dondoc start-link`; chương trình khác "
        "gửi kèm khóa từ `dondoc start-link --program` (Authorization: Bearer …).",
    ),
    "start_link_used": _Words(
        "Liên kết này đã dùng rồi, đã quá 24 giờ hoặc chép thiếu.",
        "Trình duyệt đã mở bằng liên kết thì vào thẳng địa chỉ, bỏ phần “?start=…”; trình duyệt khác cần liên kết mới: "
        "gõ `dondoc start-link`.",
    ),
    "too_many_requests": _Words(
        "Gửi yêu cầu quá dồn dập.", "Chờ một phút rồi thử lại; quản trị nâng giới hạn bằng DONDOC_LIMITS__…_A_MINUTE."
    ),
    "sign_on_refused": _Words(
        "Không đăng nhập được bằng tài khoản này.", "Bấm đăng nhập lại; nếu vẫn vậy, nhờ người quản trị cho phép."
    ),
    "provider_unavailable": _Words(
        "Không liên lạc được với máy chủ đăng nhập chung.", "Chờ ít phút rồi thử lại; nếu vẫn vậy, báo người quản trị."
    ),
    "too_many_attempts": _Words("Đăng nhập sai quá nhiều lần.", "Chờ 15 phút rồi thử lại."),
    "overloaded": _Words("Máy đang quá tải nên chưa nhận thêm.", "Chờ ít phút rồi thử lại; xem trang Quản trị."),
    "busy": _Words(
        "Tiến trình khác đang giữ thư mục dữ liệu này.", "Dừng tiến trình kia, hoặc làm việc qua máy chủ đang chạy."
    ),
}
_SHOWS_DETAIL = {"ambiguous", "invalid_input", "configuration"}
"""Codes whose Vietnamese sentence says too little without the particulars of the case."""


def describe_error(error: DondocError) -> ErrorWording:
    """What happened, where and what to do, in Vietnamese. Words that are Vietnamese already are kept."""
    wording = describe_code(error.code, where=error.where)
    if _is_vietnamese(error.what):
        return wording.model_copy(update={"what": _sentence(error.what), "advice": _sentence(error.advice)})
    if error.code in _SHOWS_DETAIL and error.what:
        return wording.model_copy(update={"what": f"{wording.what.rstrip('.')}: {error.what}"})
    return wording


def describe_code(code: str, *, where: str = "") -> ErrorWording:
    """The Vietnamese words for a stable error code; an unknown code gets the words of an unforeseen error."""
    words = _ERRORS.get(code, _ERRORS["error"])
    return ErrorWording(code=code, what=words.what, where=where, advice=words.advice)


def _is_vietnamese(text: str) -> bool:
    return strip_accents(text) != text


def _sentence(text: str) -> str:
    """`text` with a capital first letter and a full stop."""
    return text and text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")
