"""Letterheads of many kinds of document, made up after the forms of the rules, for tests."""

URGENT_LETTER = """UBND TỈNH LÀO CAI          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                      Độc lập - Tự do - Hạnh phúc
Số: 1234/SNV-CCHC              Lào Cai, ngày 03 tháng 02 năm 2025
V/v báo cáo kết quả rà soát
      KHẨN

Kính gửi: Các sở, ban, ngành tỉnh.

Thực hiện Công văn số 45/UBND-NC ngày 20/01/2025 của UBND tỉnh, Sở Nội vụ đề nghị các cơ quan gửi báo cáo
trước ngày 10/02/2025./.

Nơi nhận:                         KT. GIÁM ĐỐC
- Như trên;                       PHÓ GIÁM ĐỐC
- Lưu: VT, CCHC.

                                   Trần Văn Bình
"""

TELEGRAM = """HỎA TỐC
ỦY BAN NHÂN DÂN
TỈNH QUẢNG NAM
Số: 05/CĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Quảng Nam, ngày 26 tháng 10 năm 2025

CÔNG ĐIỆN
Về việc tập trung ứng phó bão số 12

Chủ tịch Ủy ban nhân dân tỉnh Quảng Nam điện:
- Giám đốc các sở;
- Chủ tịch UBND các xã.

Thực hiện Công điện số 200/CĐ-TTg ngày 25/10/2025 của Thủ tướng Chính phủ, Chủ tịch UBND tỉnh yêu cầu:
1. Các sở trực ban 24/24 giờ.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Dũng
"""

PARTY_PLAN = """TỈNH ỦY BẮC NINH                    ĐẢNG CỘNG SẢN VIỆT NAM
        *                         Bắc Ninh, ngày 05 tháng 01 năm 2026
Số 12-KH/TU
TỐI MẬT

                     KẾ HOẠCH
thực hiện Chỉ thị số 50-CT/TW, ngày 23/7/2025 của Bộ Chính trị
                      -----

- Căn cứ Chỉ thị số 50-CT/TW, ngày 23/7/2025 của Bộ Chính trị;
Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:
I- MỤC ĐÍCH
1- Quán triệt sâu sắc.

Nơi nhận:                               T/M BAN THƯỜNG VỤ
- Các huyện ủy,                            PHÓ BÍ THƯ
- Lưu Văn phòng Tỉnh ủy.

                                         Nguyễn Văn An
"""

PARTY_LETTER = """ĐẢNG BỘ TỈNH HÀ NAM                 ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY LÝ NHÂN
        *                         Lý Nhân, ngày 15 tháng 3 năm 2026
Số 123-CV/HU
về việc báo cáo sơ kết
Nghị quyết 18-NQ/TW

Kính gửi: - Các chi bộ, đảng bộ trực thuộc,

Ban Thường vụ Huyện ủy đề nghị các chi bộ báo cáo trước ngày 30/3/2026.

Nơi nhận:                               T/L BAN THƯỜNG VỤ
- Như trên,                            CHÁNH VĂN PHÒNG
- Lưu Văn phòng Huyện ủy.

                                         Phạm Thị Hoa
"""

JOINT_PLAN = """SỞ GIÁO DỤC VÀ ĐÀO TẠO - CÔNG ĐOÀN GIÁO DỤC       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH NGHỆ AN                                           Độc lập - Tự do - Hạnh phúc
Số: 05/KHLT-SGDĐT-CĐGD                        Nghệ An, ngày 10 tháng 9 năm 2025

KẾ HOẠCH LIÊN TỊCH
Tổ chức phong trào thi đua năm học 2025-2026

Thực hiện Chỉ thị số 01/CT-UBND ngày 01/9/2025 của UBND tỉnh, hai đơn vị xây dựng kế hoạch:
I. MỤC ĐÍCH
- Thi đua.

CHỦ TỊCH CÔNG ĐOÀN GIÁO DỤC                        GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO


Nguyễn Văn Minh                                           Trần Thị Lan
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
"""

JOINT_CIRCULAR = """BỘ NỘI VỤ - BỘ TÀI CHÍNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 08/2014/TTLT-BNV-BTC
Hà Nội, ngày 20 tháng 10 năm 2014

THÔNG TƯ LIÊN TỊCH
HƯỚNG DẪN THỰC HIỆN CHÍNH SÁCH

Căn cứ Nghị định số 61/2014/NĐ-CP ngày 16 tháng 6 năm 2014 của Chính phủ;
Điều 1. Phạm vi
Thông tư này quy định.
KT. BỘ TRƯỞNG BỘ TÀI CHÍNH
THỨ TRƯỞNG
Trương Chí Trung
KT. BỘ TRƯỞNG BỘ NỘI VỤ
THỨ TRƯỞNG
Nguyễn Duy Thăng
"""

ANNEX_ALONE = """PHỤ LỤC I
DANH MỤC NHIỆM VỤ TRIỂN KHAI
(Kèm theo Kế hoạch số 88/KH-UBND ngày 12 tháng 5 năm 2025 của Ủy ban nhân dân huyện Lương Tài)

1. Xây dựng cơ sở dữ liệu.
2. Tập huấn cán bộ.
"""

ATTACHED_RULES = """TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                          Độc lập - Tự do - Hạnh phúc

                  QUY ĐỊNH
      Về quản lý cán bộ công đoàn
(Ban hành kèm theo Quyết định số 933/QĐ-TLĐ ngày 14 tháng 5 năm 2024 của Đoàn Chủ tịch Tổng Liên đoàn)

Điều 1. Phạm vi điều chỉnh
Quy định này áp dụng cho công đoàn các cấp.
"""

DRAFT_REPORT = """UBND HUYỆN X
PHÒNG TƯ PHÁP
Số: /BC-TP
DỰ THẢO

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Yên Lập, ngày   tháng 6 năm 2025

BÁO CÁO
Kết quả công tác tư pháp 6 tháng đầu năm 2025

Kính gửi: Sở Tư pháp

Thực hiện Công văn số 77/STP-VP ngày 01/6/2025 của Sở Tư pháp, Phòng Tư pháp báo cáo như sau:
I. KẾT QUẢ
1. Công tác hộ tịch.

Nơi nhận:
- Như trên;
- Lưu: VT.
Q. TRƯỞNG PHÒNG

Hoàng Thị Mai
"""

SECRET_LETTER = """VĂN PHÒNG CHÍNH PHỦ            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   -------                        Độc lập - Tự do - Hạnh phúc
Số: 5633/VPCP-KSTT               Hà Nội, ngày 20 tháng 8 năm 2025
V/v đẩy mạnh cải cách          Độ khẩn: Thượng khẩn
thủ tục hành chính             Độ mật: Mật

Kính gửi:
- Các bộ, cơ quan ngang bộ;
- UBND các tỉnh.

Xét báo cáo của Bộ Nội vụ, Thủ tướng Chính phủ giao các bộ báo cáo trước ngày 15 hằng tháng./.

Nơi nhận:                             TUQ. BỘ TRƯỞNG, CHỦ NHIỆM
- Như trên;                               VỤ TRƯỞNG VỤ HÀNH CHÍNH
- Lưu: VT, KSTT (2b).

                                        Ngô Hải Phan
"""

HOURLY_LETTER = """ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ TÂN AN                  Độc lập - Tự do - Hạnh phúc
Số: 15/UBND-VP           Tân An, ngày 02 tháng 7 năm 2025
V/v góp ý dự thảo
HỎA TỐC HẸN GIỜ (15h00 ngày 02/7/2025)

Kính gửi: Trưởng các thôn.
UBND xã yêu cầu góp ý trước 14 giờ 00 ngày 02/7/2025.

                 TM. ỦY BAN NHÂN DÂN
                 KT. CHỦ TỊCH
                 PHÓ CHỦ TỊCH

                 Lý A Sùng
"""

BROKEN_HEAD = """ỦY BAN NHÂN
DÂN
TỈNH LÀO CAI
-------
|
CỘNG
HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
1528/QĐ-UBND
|
Lào Cai, ngày
29 tháng 4 năm 2025
|
QUYẾT ĐỊNH
BAN HÀNH KẾ HOẠCH PHÁT TRIỂN CÔNG TÁC XÃ HỘI CỦA
ỦY BAN NHÂN DÂN TỈNH LÀO CAI
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI
Căn cứ Quyết định số
112/QĐ-TTg ngày 22/01/2021 của Thủ tướng Chính phủ về công tác xã hội;
QUYẾT ĐỊNH:
Điều 1. Ban hành Kế hoạch.
"""

UNBROKEN_TITLE = """VĂN PHÒNG CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 114/TB-VPCP
Hà Nội, ngày 15 tháng 4 năm 2022
THÔNG BÁO
KẾT LUẬN CỦA PHÓ THỦ TƯỚNG CHÍNH PHỦ TẠI PHIÊN HỌP
LẦN THỨ 14 CỦA BAN CHỈ ĐẠO
Sáng ngày 09 tháng 4 năm 2022, Phó Thủ tướng Chính phủ đã chủ trì phiên họp.
"""
