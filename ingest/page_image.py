"""Page images: made ready for OCR, and packed for the web."""

import io

from PIL import Image

WEB_DPI = 130
OCR_DPI = 300
_A4_SHORT_SIDE_INCHES = 8.27
_WEB_QUALITY = 72
_WEB_EFFORT = 2


def encode_for_web(image: Image.Image) -> bytes:
    """`image` as WebP."""
    buffer = io.BytesIO()
    image.save(buffer, format="WEBP", quality=_WEB_QUALITY, method=_WEB_EFFORT)
    return buffer.getvalue()


def web_size(image: Image.Image) -> tuple[int, int]:
    """Width and height that show an A4 page at `WEB_DPI`; never larger than the image."""
    scale = min(1.0, WEB_DPI * _A4_SHORT_SIDE_INCHES / min(image.size))
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def has_ink(image: Image.Image) -> bool:
    """Something is printed on the page: enough of it is clearly darker than the paper."""
    small = image.convert("L").resize((200, 280), Image.Resampling.BOX)
    histogram = small.histogram()
    paper = max(range(128, 256), key=lambda level: histogram[level])
    return sum(histogram[: max(0, paper - 40)]) > 6
