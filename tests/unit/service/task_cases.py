"""Directives made up for the tests of task extraction."""

from core.directive import Directive
from core.task import Task
from service.tasks.extract import extract_tasks
from tests.unit.ingest.directives import directive_of

PLAN = """UBND HUYỆN ĐỒNG XUÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG NỘI VỤ                    Độc lập - Tự do - Hạnh phúc

Số: 45/KH-PNV                   Đồng Xuân, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Nâng cao chất lượng cải cách hành chính năm 2026

I. MỤC ĐÍCH, YÊU CẦU

- Nâng cao nhận thức của cán bộ, công chức về cải cách hành chính.

II. CHỈ TIÊU

- 100% hồ sơ được giải quyết đúng hạn trong năm 2026.

III. NHIỆM VỤ

1. Cải cách thủ tục hành chính

- Rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết của các cấp, hoàn thành trước ngày 30/6/2026.

- Công khai kết quả giải quyết hồ sơ trên trang thông tin điện tử. Khảo sát mức độ hài lòng của người dân hằng quý.

IV. TIẾN ĐỘ

1. Quý II năm 2026: Triển khai thực hiện Kế hoạch.

2. Quý IV năm 2026: Tổng kết Kế hoạch.

V. TỔ CHỨC THỰC HIỆN

1. Phòng Nội vụ

- Giao Bộ phận Văn thư chủ trì, phối hợp với Trung tâm Văn hóa tuyên truyền Kế hoạch trên hệ thống loa.

- Theo dõi, đôn đốc việc thực hiện; định kỳ 6 tháng báo cáo UBND huyện.

2. UBND các xã, thị trấn

- Xây dựng kế hoạch thực hiện tại địa phương trong vòng 10 ngày kể từ ngày ban hành Kế hoạch này.

Trên đây là Kế hoạch nâng cao chất lượng cải cách hành chính, đề nghị UBND các xã, thị trấn nghiêm túc triển
khai thực hiện và báo cáo kết quả về Phòng Nội vụ trước ngày 15/12/2026. Trong quá trình thực hiện nếu có khó
khăn, vướng mắc đề nghị các đơn vị gửi thông tin về Phòng Nội vụ./.

Nơi nhận:
- UBND huyện;
- Lưu: VT.

TRƯỞNG PHÒNG

Trần Văn Bình
"""

TABLE = """KẾ HOẠCH
Chuyển đổi số năm 2026

I. NHIỆM VỤ

- Nâng cấp hệ thống một cửa điện tử dùng chung.

PHỤ LỤC
(Kèm theo Kế hoạch số 9/KH-UBND ngày 05/01/2026 của UBND huyện)

STT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn hoàn thành\tSản phẩm
I\tHạ tầng\t\t\t\t
1\tNâng cấp hệ thống một cửa điện tử dùng chung\tVăn phòng HĐND và UBND\tPhòng Tài chính; các xã\tQuý II/2026\t
2\tLắp đặt camera tại bộ phận một cửa\t\t\tTrước 30/9/2026\t
II\tNhân lực\t\t\t\t
3\tBáo cáo kết quả tập huấn kỹ năng số\tPhòng Nội vụ\t\tHằng quý\tBáo cáo
"""

LETTER = """UBND TỈNH PHÚ SƠN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG                    Độc lập - Tự do - Hạnh phúc

Số: 88/UBND-VX              Phú Sơn, ngày 02 tháng 02 năm 2026
V/v phòng, chống dịch bệnh

Kính gửi: Các trường học trên địa bàn tỉnh

Thực hiện Công văn số 12/BYT-DP ngày 20/01/2026 của Bộ Y tế về phòng, chống dịch, UBND tỉnh yêu cầu các trường
học thực hiện một số nội dung sau:

1. Tuyên truyền cho học sinh về các biện pháp phòng bệnh.

2. Vệ sinh trường lớp, phối hợp với trạm y tế phun thuốc khử trùng.

3. Giao Sở Y tế hướng dẫn chuyên môn; báo cáo UBND tỉnh trước ngày 20 hằng tháng.

Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def directive(text: str) -> Directive:
    return directive_of(text)


def tasks_of(text: str) -> tuple[Task, ...]:
    return extract_tasks(directive_of(text), "doc")


def the_task(tasks: tuple[Task, ...], words: str) -> Task:
    """The one task whose content has the words."""
    found = [task for task in tasks if words.lower() in task.content.lower()]
    assert len(found) == 1, [task.content for task in tasks]
    return found[0]
