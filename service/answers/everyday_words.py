"""Words of everyday speech that people ask with and official papers hardly write.

Counted in official text such words look rare, and so telling; but that a paper does not say "xong" or "lo" tells
nothing about what it says. Words that only ask or bind are left out of a question altogether (`question`).
"""

from core.text import tone_key

_SHARE = 0.35
_WORD_LIST = """
muốn hơn cùng lúc rồi xong lo đi mời kéo dài gọi lấy chạy lùi sang dần sớm rơi đúng lại luôn vẫn cứ thôi lắm nữa
thấy nói nghĩ tưởng kiểu tầm khoảng trúng dính xảy xài nằm tức tận chuyện cỡ hả hử hở chứ ừ nhờ giùm dùm đấy kia ấy ơi
thế ráng mình tụi bọn nó ông cô chú bác giờ thật đủ hồi dạo bữa đợi chờ tìm xem coi đưa mang dẫn ngồi
trót lỡ sợ ngại hay hẳn chắc hình dường bèn liền ngay quá rất khá ghi bên khối chỗ làm cần tới lên mới
"""
_WORDS = frozenset(tone_key(word) for word in _WORD_LIST.split())
_COMPOUND_LIST = """
đầy+đủ chăm+lo hướng+dẫn chỉ+dẫn viện+dẫn giấy+mời thư+mời đi+lại lại+quả hồi+đáp
thu+hồi gọi+vốn kêu+gọi kéo+co mang+thai đưa+tin giờ+dạy giờ+học giờ+làm thêm+giờ hình+thức hình+ảnh cùng+cấp chạy+thử
ông+bà cô+giáo tìm+kiếm ghi+âm ghi+hình ghi+chép ghi+nhận ghi+danh làm+việc việc+làm làm+thêm
cần+thiết cần+kiệm khối+lượng đổi+mới mới+nhất khối+lớp lên+lớp phát+lên trở+lên bên+trong bên+ngoài
"""
_COMPOUNDS = frozenset(tuple(tone_key(word) for word in pair.split("+")) for pair in _COMPOUND_LIST.split())


def everyday_share(word: str, before: str, after: str) -> float:
    """The share of its weight that a word keeps: less than one when it is everyday speech and no part of a term.

    >>> everyday_share("lo", "ai", "xe") < everyday_share("lo", "chăm", "đời") == 1.0
    True
    """
    if word not in _WORDS or (before, word) in _COMPOUNDS or (word, after) in _COMPOUNDS:
        return 1.0
    return _SHARE
