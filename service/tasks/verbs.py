"""Verbs that begin work in directives, one or more syllables each; lower case, divided by bars."""

_LIST = """
ban hành|biên soạn|biểu dương|bàn giao|bám nắm|bám sát|báo cáo|bình chọn|bảo dưỡng|bảo quản|bảo vệ|
bảo đảm|bầu|bố trí|bồi dưỡng|bổ sung|cam kết|chia sẻ|chia tay|cho ý kiến|chuyển|chuẩn bị|chuẩn hoá|
chuẩn hóa|chào mừng|chú trọng|chúc mừng|chăm lo|chấn chỉnh|chấp hành|chỉ đạo|chịu trách nhiệm|chốt|chọn|
chủ trì|cung cấp|cài đặt|có biện pháp|có chính sách|có cơ chế|có giải pháp|có kế hoạch|có phương án|
có văn bản|có ý kiến|công bố|công khai|cải cách|cải thiện|cảnh báo|cập nhật|cắm|cắt giảm|
cụ thể hoá|cụ thể hóa|củng cố|cứu trợ|cử|di dời|duy trì|dâng hương|dừng|dự thảo|dự toán|giao|
giám sát|giải ngân|giải quyết|giới thiệu|giữ gìn|giữ vững|góp ý|gương mẫu|gắn|gửi|hiệp thương|
hoàn chỉnh|hoàn thiện|hoàn thành|huy động|huấn luyện|hòa giải|hướng dẫn|hạch toán|hạn chế|học tập|
hỗ trợ|khai thác|khen thưởng|khoanh vùng|khuyến khích|khánh thành|không tổ chức|khơi dậy|khảo sát|
khắc phục|khởi công|kiến nghị|kiểm kê|kiểm soát|kiểm tra|kiểm điểm|kiện toàn|kê khai|kêu gọi|
kích cầu|ký kết|kẻ vẽ|kết hợp|kết nối|liên hệ|liên thông|làm rõ|làm tốt|làm việc|làm đầu mối|
lãnh đạo|lưu|lưu trữ|lấy|lấy mẫu|lập|lắng nghe|lắp đặt|lồng ghép|lựa chọn|mua sắm|mời|mở|mở rộng|
nghiêm cấm|nghiên cứu|nghiệm thu|ngăn chặn|ngừng|nhân rộng|nhắc nhở|niêm phong|niêm yết|nâng cao|
nâng cấp|nâng tầm|nêu|nắm bắt|nộp|phun|phun thuốc|phát hiện|phát huy|phát hành|phát triển|
phát động|phân bổ|phân công|phân cấp|phân giao|phân loại|phân tuyến|phân tích|phê duyệt|phòng chống|
phấn đấu|phối hợp|phổ biến|phụ trách|phục vụ|quan tâm|quay|quy định|quyên góp|quyết toán|quyết tâm|
quán triệt|quản lý|quảng bá|ra quân|rà soát|rút kinh nghiệm|soạn thảo|sáng tạo|sáp nhập|sát nhập|
sơ kết|sắp xếp|số hoá|số hóa|sử dụng|sửa chữa|sửa đổi|tham dự|tham gia|tham mưu|thanh toán|
thanh tra|thay thế|theo dõi|thi đua|thiết kế|thu|thu gom|thu hút|thu hồi|thu thập|thành lập|
thí điểm|thông báo|thông tin|thúc giục|thúc đẩy|thăm|thăm hỏi|thẩm tra|thẩm định|thống kê|thực hiện|
tiêm|tiêu hủy|tiến hành|tiếp nhận|tiếp thu|tiếp tục|trang bị|trang trí|tranh thủ|trao|trao tặng|
trao đổi|treo|treo cờ|triển khai|truyền thông|trình|trích|trồng|tuyên dương|tuyên truyền|tuyển chọn|
tuyển dụng|tuyển sinh|tuân thủ|tuần tra|tìm hiểu|tích cực|tích hợp|tích lũy|tôn vinh|tăng cường|
tăng thời lượng|tư vấn|tạo lập|tạo điều kiện|tập huấn|tập trung|tặng|tổ chức|tổng hợp|tổng kết|
tổng rà soát|tự kiểm tra|viếng|viết|vận dụng|vận hành|vận động|xem xét|xuất bản|xác minh|xác nhận|
xác định|xây dựng|xã hội hoá|xã hội hóa|xét|xét nghiệm|xử lý|yêu cầu|ôn luyện|ôn tập|đa dạng hoá|
đa dạng hóa|điều chỉnh|điều tra|đàm phán|đào tạo|đánh giá|đón|đôn đốc|đăng ký|đăng tin|đăng tải|
đưa|đưa tin|đảm bảo|đấu thầu|đấu tranh|đầu tư|đẩy mạnh|đặt|đề cao|đề nghị|đề xuất|đồng bộ|
đồng hành|đổi|đổi mới|đổi tên|động viên|ưu tiên|ổn định|ủng hộ|ứng dụng
"""

VERBS: tuple[str, ...] = tuple(verb for verb in _LIST.replace("\n", "").split("|") if verb)
"""Every verb, in alphabetical order."""
