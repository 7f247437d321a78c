"""What the suite `scale` asks about its own documents (`eval.scale_documents`), and the directive that it hands in."""

import random

_QUESTIONS = (
    "hạn báo cáo kết quả thực hiện Kế hoạch 15 là ngày nào?",
    "ai ký kế hoạch của Liên đoàn Lao động tỉnh Tây Ninh?",
    "ban nghiep vu phai lam gi",
    "văn bản nào thực hiện Nghị quyết 57-NQ/TW?",
    "số điện thoại của đồng chí Trần Thị Hạnh",
    "kinh phí thực hiện kế hoạch lấy từ nguồn nào",
    "báo cáo nào phải nộp trong quý IV năm 2025?",
    "so sánh nhiệm vụ của Ban Nghiệp vụ và Văn phòng",
    "Sở Y tế Đà Nẵng ban hành những văn bản nào?",
    "quyết định 12 ban hành ngày nào?",
    "có bao nhiêu nhiệm vụ quá hạn?",
    "Thanh tra phải báo cáo khi nào",
)
_TOPICS = ("chuyển đổi số", "cải cách hành chính", "phòng chống thiên tai", "thi đua khen thưởng", "an toàn lao động")
_VERBS = ("xây dựng kế hoạch", "rà soát, thống kê", "tổ chức tập huấn", "kiểm tra, giám sát", "tổng hợp kết quả")
_PLACES = ("các phòng, ban", "các đơn vị trực thuộc", "công đoàn cơ sở", "các trường học", "các xã, phường")
_ITEMS = 170
"""Items of some twenty words: ten pages."""


def register_questions() -> tuple[str, ...]:
    """Questions about who, when, how many and which documents."""
    return _QUESTIONS


def directive_of_ten_pages(number: int) -> str:
    """The text of a plan of about 4,000 words; another number makes another plan."""
    chance = random.Random(number)
    head = (
        f"SỞ NỘI VỤ\nSố: {number}/KH-SNV\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Tây Ninh, ngày 5 tháng 3 năm 2025\n\nKẾ HOẠCH\nThực hiện nhiệm vụ trọng tâm năm 2025\n\n"
    )
    items = [
        f"{place}. {chance.choice(_VERBS).capitalize()} về {chance.choice(_TOPICS)} tại {chance.choice(_PLACES)}; gửi"
        f" kết quả về Văn phòng trước ngày {1 + place % 28}/{1 + place % 12}/2025.\n"
        for place in range(1, _ITEMS + 1)
    ]
    return head + "\n".join(items) + "\nGIÁM ĐỐC\n\nNguyễn Văn An\n"
