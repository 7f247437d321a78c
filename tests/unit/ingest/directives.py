"""Directives for tests, made from plain text: a page at each form feed."""

from core.directive import Directive
from core.page import Page, ReadingMethod, TextJudgement, Word
from core.text import nfc
from ingest.understand import understand


def pages_of(text: str, words: tuple[Word, ...] = ()) -> list[Page]:
    return [
        Page(
            page_no=number,
            judgement=TextJudgement.GOOD,
            method=ReadingMethod.TEXT_LAYER,
            text=page,
            text_as_read=page,
            words=words if number == 1 else (),
        )
        for number, page in enumerate(nfc(text).split("\f"), start=1)
    ]


def directive_of(text: str, words: tuple[Word, ...] = ()) -> Directive:
    return understand(pages_of(text, words))


PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ GIANG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   CÔNG ĐOÀN NGÀNH GIÁO DỤC                    Độc lập - Tự do - Hạnh phúc

   Số: 12 /KH - CĐN                        Hà Giang, ngày 05 tháng 3 năm 2024

                                KẾ HOẠCH
          Tổ chức hội thi tiếng hát công nhân, viên chức, lao động

       Thực hiện Kế hoạch số 103/KH-LĐLĐ ngày 20/02/2024 của Liên đoàn Lao động tỉnh về tổ
chức hội thi tiếng hát, Công đoàn ngành Giáo dục xây dựng kế hoạch như sau:
       I. MỤC ĐÍCH
       - Tạo sân chơi lành mạnh cho cán bộ, nhà giáo, người lao động (CBNGNLĐ) trong toàn
ngành, nâng cao đời sống tinh thần.
       II. NỘI DUNG
       1. Thời gian
       Trong tháng 4 năm 2024.
       2. Phân công
       a) Ban Tuyên giáo chủ trì, phối hợp với các công đoàn cơ sở chuẩn bị chương trình,
trang phục và âm thanh.
       b) Văn phòng bố trí kinh phí.
       Trên đây là kế hoạch tổ chức hội thi. Đề nghị các đơn vị báo cáo kết quả trước ngày
30/4/2024./.

Nơi nhận:                                     TM. BAN THƯỜNG VỤ
- LĐLĐ tỉnh (b/c);                                PHÓ CHỦ TỊCH
- Công đoàn cơ sở trực thuộc;
- Lưu: VT.

                                               Nguyễn Thị Phương
"""
