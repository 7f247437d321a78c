// Written by `make messages` from the English catalog.
export default {
  "Bấm để sửa": "Press to correct",
  "Chưa chọn nhiệm vụ nào: đánh dấu các dòng cần đổi rồi bấm lại.": "No task is chosen yet: tick the rows to change, then press again.",
  "Chắc {percent} %": "{percent}% sure",
  "Chữ đúng": "The right words",
  "Có thể là: {words}": "Could be: {words}",
  "Hoàn tác": "Undo",
  "Không lưu được: mất kết nối với máy chủ.": "Not saved: the connection to the server is lost.",
  "Không thực hiện được. Thử lại sau.": "That could not be done. Try again later.",
  "Lưu": "Save",
  "Máy đọc được: “{words}”": "Read by the machine: “{words}”",
  "Sửa chữ": "Correct the words",
  "Sửa chữ đã chọn": "Correct the chosen words",
  "Tên người sửa": "Name of who corrects",
  "Đã chuyển.": "Moved.",
  "Đã chọn {count} việc": "{count} tasks chosen",
  "Đã cập nhật theo chỗ vừa sửa.": "Brought up to date with the correction.",
  "Đã lưu.": "Saved.",
  "Đã lưu. Đang cập nhật nhiệm vụ và tìm kiếm.": "Saved. Tasks and search are being brought up to date.",
  "Đã sửa: {who}": "Corrected: {who}",
  "Đúng rồi": "It is right"
};
