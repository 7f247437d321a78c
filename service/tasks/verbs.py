"""Verbs that begin work in directives, one or more syllables each; lower case, divided by bars."""

_LIST = """
ban hành|biên soạn|biểu dương|bàn giao|bám nắm|bám sát|báo cáo|bãi bỏ|bình chọn|bảo dưỡng|bảo quản|
bảo trì|bảo vệ|bảo đảm|bầu|bế giảng|bố trí|bồi dưỡng|bổ sung|cam kết|chi trả|chia sẻ|chia tay|cho ý kiến|
chuyên nghiệp hóa|chuyển|chuyển giao|chuẩn bị|chuẩn hoá|chuẩn hóa|chào mừng|chú trọng|chúc mừng|chăm lo|
chấn chỉnh|chấp hành|chỉ đạo|chỉnh lý|chỉnh sửa|chỉnh trang|chịu trách nhiệm|chọn|chốt|chủ trì|cung cấp|
cài đặt|cân đối|có biện pháp|có chính sách|có cơ chế|có giải pháp|có bản cam kết|có kế hoạch|có phương án|có văn bản|
có ý kiến|công bố|công bố công khai|cùng dự|cùng tham gia|cấu hình|công khai|công nhận|cưỡng chế|
cải cách|cải thiện|cảnh báo|cấp phát|
cấp phép|cập nhật|cắm|cắt giảm|cụ thể hoá|cụ thể hóa|củng cố|cứu trợ|cử|di dời|duy trì|duy tu|dâng hương|
dừng|dự báo|dự thảo|dự toán|gia cố|gia hạn|giao|giám sát|giúp đỡ|giải ngân|giải quyết|giải thể|giải trình|
giới thiệu|giữ gìn|giữ vững|gìn giữ|góp ý|gương mẫu|gắn|gắn biển|gắn kết|gửi|hiện thực hóa|hiện đại hoá|
hiện đại hóa|hiệp thương|hoàn chỉnh|hoàn thiện|hoàn thành|hoàn trả|huy động|huấn luyện|hòa giải|hướng dẫn|
hưởng ứng|hạch toán|hạn chế|học tập|hỗ trợ|hợp nhất|in ấn|khai báo|khai giảng|khai thác|khen thưởng|
khoanh vùng|khuyến khích|khánh thành|không tổ chức|không được|không để|khơi dậy|khơi thông|khảo sát|
khắc phục|khởi công|khởi động|khử khuẩn|kiến nghị|kiểm kê|kiểm phiếu|kiểm soát|kiểm thảo|kiểm tra|
kiểm điểm|kiểm đếm|kiện toàn|kê khai|kêu gọi|kích cầu|ký cam kết|ký kết|kẻ vẽ|kết hợp|kết nạp|kết nối|
lan toả|lan tỏa|liên hệ|liên thông|luật hóa|làm giàu|làm rõ|làm sạch|làm tốt|làm việc|làm đầu mối|
lãnh đạo|lưu|lưu trữ|lấy|lấy mẫu|lập|lắng nghe|lắp đặt|lồng ghép|lựa chọn|mua sắm|mời|mở|mở rộng|
nghiêm cấm|nghiêm túc thực hiện|nghiên cứu|nghiệm thu|ngăn chặn|ngừng|nhân rộng|nhận đỡ đầu|nhắc nhở|
niêm phong|niêm yết|nâng cao|nâng cấp|nâng tầm|nêu|nạo vét|nắm bắt|nỗ lực|nộp|phun|phun thuốc|phát hiện|
phát huy|phát hành|phát quang|phát sóng|phát triển|phát động|phân bổ|phân công|phân cấp|phân giao|
phân loại|phân luồng|phân tuyến|phân tích|phê bình|phê duyệt|phòng chống|phúc tra|phúc đáp|phản hồi|
phản ánh|phấn đấu|phối hợp|phối kết hợp|phổ biến|phụ trách|phục vụ|phụng dưỡng|quan tâm|quay|quy tụ|
quy định|quyên góp|quyết toán|quyết tâm|quán triệt|quản lý|quảng bá|ra mắt|ra quyết định|ra quân|ra soát|
rà duyệt|rà phá|rà soát|rút kinh nghiệm|rút ngắn|sao gửi|soạn thảo|sáng tạo|sáp nhập|sát nhập|sơ duyệt|sơ kết|
sơ tán|sắp xếp|số hoá|số hóa|sử dụng|sửa chữa|sửa đổi|tham dự|tham gia|tham mưu|thanh toán|thanh tra|
thay thế|theo dõi|thi đua|thiết kế|thiết lập|thu|thu dọn|thu gom|thu hút|thu hồi|thu thập|thành lập|
tháo gỡ|thí điểm|thông báo|thông tin|thúc giục|thúc đẩy|thăm|thăm hỏi|thẩm tra|thẩm định|thể chế hoá|
thể chế hóa|thống kê|thực hiện|tinh giản|tiêm|tiêu hủy|tiến hành|tiếp công dân|tiếp nhận|tiếp sức|
tiếp thu|tiếp tục|tiếp xúc|trang bị|trang trí|tranh thủ|trao|trao tặng|trao đổi|treo|treo cờ|tri ân|
triển khai|triệt phá|truy cập|truy thu|truy vết|truyền thông|trình|trích|trả lời|trấn áp|trồng|trực ban|tu bổ|
tuyên dương|tuyên thệ|tuyên truyền|tuyển chọn|tuyển dụng|tuyển sinh|tuyệt đối không|tuân thủ|tuần tra|
tìm hiểu|tích cực|tích cực hưởng ứng|tích hợp|tích lũy|tính toán|tôn tạo|tôn vinh|tăng cường|
tăng thời lượng|tư vấn|tạm dừng|tạm hoãn|tạm ứng|tạo chuyển biến|tạo lập|tạo điều kiện|tạo đột phá|
tập huấn|tập trung|tặng|tịch thu|tổ chức|tổ chức lại|tổng duyệt|tổng hợp|tổng kết|tổng rà soát|
tổng vệ sinh|tự kiểm tra|tự đánh giá|vinh danh|viếng|viết|vào cuộc|vận dụng|vận hành|vận động|xem xét|
xuất bản|xác minh|xác nhận|xác định|xây dựng|xã hội hoá|xã hội hóa|xét|xét nghiệm|xử lý|xử phạt|xử trí|
yêu cầu|ôn luyện|ôn tập|đa dạng hoá|đa dạng hóa|điều chỉnh|điều phối|điều tra|điều động|đàm phán|đào tạo|
đánh giá|đình chỉ|đón|đôn đốc|đăng ký|đăng tin|đăng tải|đơn giản hoá|đơn giản hóa|đưa|đưa tin|đảm bảo|
đấu thầu|đấu tranh|đầu tư|đẩy lùi|đẩy mạnh|đẩy nhanh|đặt|đề cao|đề nghị|đề xuất|đối chiếu|đối soát|
đối thoại|đồng bộ|đồng hành|đổi|đổi mới|đổi tên|động viên|đỡ đầu|ưu tiên|ổn định|ủng hộ|ứng dụng
"""
_OPENING = """
cấm|bảo tồn|chuyển đổi|chăm sóc|cách ly|cấp cứu|giám định|giáo dục|giúp|giảm|khám bệnh|
khám sức khỏe|kiểm định|luân chuyển|nhận diện|quy hoạch|sàng lọc|tham vấn|thống nhất|
quyết định thành lập|quyết định phê duyệt|quyết định ban hành|quyết định cử|
thực hành|tiết kiệm|tạo|tấn công|vệ sinh|xoá|xóa|điều hành|điều trị|đối thoại
"""


def _verbs(text: str) -> tuple[str, ...]:
    return tuple(verb for verb in text.replace("\n", "").split("|") if verb)


VERBS = _verbs(_LIST)
"""Every verb that tells work wherever it stands, in alphabetical order."""
OPENING_VERBS = _verbs(_OPENING)
"""Verbs that tell work only as the first word: elsewhere they are parts of names ("an toàn vệ sinh lao động")."""
