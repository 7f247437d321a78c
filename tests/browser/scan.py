"""A page of an official letter as a picture, set in a font that has all Vietnamese letters."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FONTS = (
    "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)
LINES = (
    "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
    "Số: 214/SGDĐT-VP",
    "Quảng Ngãi, ngày 12 tháng 8 năm 2025",
    "",
    "Kính gửi: Các trường trung học phổ thông",
    "",
    "Sở Giáo dục và Đào tạo đề nghị các trường",
    "rà soát hồ sơ chuyển đổi số của đơn vị và",
    "báo cáo kết quả về Sở trước ngày 30/9/2025.",
)


def draw_letter(path: Path) -> Path:
    """Writes the picture to `path` (PNG, A4 at 150 dpi) and returns it."""
    face = next((one for one in _FONTS if Path(one).exists()), None)
    font = ImageFont.truetype(face, 34) if face else ImageFont.load_default(34)
    image = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(LINES):
        pen.text((150, 160 + number * 62), line, fill=20, font=font)
    image.save(path, dpi=(150, 150))
    return path
