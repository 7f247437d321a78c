"""What to ask for when nobody has told how a task went: the figures that its own words call for."""

import re
from typing import Final

from core.task import Task, TaskKind

_QUESTIONS: Final = (
    (r"kinh phí|ngân sách|tài chính|quyết toán", "kinh phí đã bố trí, nguồn kinh phí và kết quả sử dụng"),
    (r"góp ý|ý kiến đóng góp|tham gia xây dựng", "số văn bản đã tham gia góp ý, ngày gửi ý kiến"),
    (
        r"khen thưởng|tôn vinh|biểu dương|trao tặng|giải thưởng",
        "số tập thể, cá nhân được khen thưởng; số, ngày quyết định",
    ),
    (r"tập huấn|bồi dưỡng|đào tạo", "số lớp, thời gian, số lượt người được tập huấn, bồi dưỡng"),
    (r"hội nghị|hội thảo|tọa đàm|diễn đàn|lễ |ngày hội", "thời gian, địa điểm tổ chức, số người tham dự"),
    (r"cuộc thi|hội thi|phong trào|thi đua", "số lượt tham gia, kết quả đạt được"),
    (r"kiểm tra|giám sát|thanh tra", "số cuộc kiểm tra, giám sát; đối tượng, kết quả"),
    (r"sơ kết|tổng kết", "thời gian, hình thức sơ kết, tổng kết; số văn bản báo cáo"),
    (r"tuyên truyền|quán triệt|phổ biến|truyền thông", "hình thức, số buổi, số lượt người được tuyên truyền"),
    (r"xây dựng kế hoạch|ban hành|xây dựng chương trình|xây dựng đề án", "số, ký hiệu, ngày văn bản đã ban hành"),
    (r"rà soát|số hóa|số hoá|cập nhật|dữ liệu", "khối lượng đã thực hiện, tỷ lệ hoàn thành"),
    (r"danh sách|đăng ký|gửi ", "ngày gửi, số lượng đã gửi"),
)


def what_to_supply(task: Task) -> str:
    """The facts that a report on this task must give, for the text of a blank."""
    if task.kind is TaskKind.TARGET:
        against = f" so với chỉ tiêu {task.measure}" if task.measure else ""
        return f"số liệu đạt được{against}"
    if task.kind is TaskKind.REPORT:
        return "số, ký hiệu, ngày báo cáo đã gửi"
    words = task.content.lower()
    found = [(match.start(), ask) for pattern, ask in _QUESTIONS if (match := re.search(pattern, words))]
    return min(found)[1] if found else "kết quả cụ thể đã thực hiện"
