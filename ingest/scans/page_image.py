"""Page images: made ready for OCR, and packed for the web."""

import io
import math

import cv2
import numpy as np
from PIL import Image, ImageChops, ImageFilter

from ingest.scans.page_cleaning import clean_page

WEB_DPI = 130
OCR_DPI = 300
_LEAST_OCR_DPI = 200
_A4_SHORT_SIDE_INCHES = 8.27
_WEB_QUALITY = 72
_WEB_EFFORT = 0
_READABLE_WIDTH = 1700
_SPECKLED_WIDTH = 1000
_BLURRED_ENLARGEMENT = 1.25
_SKEW_WIDTH = 800
_MAX_SKEW_DEGREES = 6.0
_MIN_SKEW_DEGREES = 0.5
_SKEW_STEP_DEGREES = 0.25
_CLEAR_GAIN = 1.06
_FEWEST_INK_PIXELS, _MOST_INK_PIXELS = 500, 25_000


def ocr_dpi(picture_dpi: float) -> float:
    """Resolution to draw a page at for OCR: that of the scan on it where there is one, within what OCR reads well.

    >>> [ocr_dpi(dpi) for dpi in (0, 96, 240, 600)]
    [300, 200, 240, 300]
    """
    return min(OCR_DPI, max(_LEAST_OCR_DPI, picture_dpi)) if picture_dpi > 0 else OCR_DPI


def straighten(image: Image.Image) -> Image.Image:
    """`image` turned by the few degrees that a crooked scan or photograph needs for level lines."""
    degrees = find_skew(image)
    if abs(degrees) < _MIN_SKEW_DEGREES:
        return image
    return image.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def find_skew(image: Image.Image) -> float:
    """Degrees to turn `image` counter-clockwise so that its lines are level; 0 when no turn makes them clearly crisper.

    Level lines make the sums of ink along rows rise and fall most. Source: W. Postl, "Detection of linear oblique
    structures and skew scan in digitized documents", ICPR 1986.
    """
    scale = _SKEW_WIDTH / min(image.size)
    grey = np.asarray(_resized(image.convert("L"), (round(image.width * scale), round(image.height * scale))))
    rows, columns = np.nonzero(grey < np.median(grey[::2, ::2]) - 50.0)
    if len(rows) < _FEWEST_INK_PIXELS:
        return 0.0
    step = math.ceil(len(rows) / _MOST_INK_PIXELS)
    rows, columns = rows[::step], columns[::step]

    def crispness(degrees: float) -> float:
        levels = rows + columns * math.tan(math.radians(degrees))
        counts = np.bincount((levels - levels.min()).astype(np.int64))
        return float(np.square(np.diff(counts.astype(np.float64))).sum())

    steps = round(_MAX_SKEW_DEGREES / _SKEW_STEP_DEGREES)
    angles = [step * _SKEW_STEP_DEGREES for step in range(-steps, steps + 1)]
    best = max(angles, key=crispness)
    return -best if crispness(best) > _CLEAR_GAIN * crispness(0.0) else 0.0


def for_ocr(image: Image.Image) -> Image.Image:
    """Grey picture of the page in which printed letters are as Tesseract likes them.

    Coloured ink (seals, signatures, arrival stamps) turns pale, grey paper white; specks go. A page with too few pixels
    is enlarged, and what was much enlarged is sharpened, unless it was speckled: that would bring the specks back.
    """
    grey, was_speckled = clean_page(_darkest_ink(image))
    enlargement = (_SPECKLED_WIDTH if was_speckled else _READABLE_WIDTH) / min(grey.size)
    if enlargement <= 1:
        return grey
    larger = grey.resize((round(grey.width * enlargement), round(grey.height * enlargement)), Image.Resampling.BICUBIC)
    if enlargement < _BLURRED_ENLARGEMENT or was_speckled:
        return larger
    return larger.filter(ImageFilter.UnsharpMask(radius=6, percent=200, threshold=0))


def despeckled(image: Image.Image) -> Image.Image:
    """`image` without single dark or light dots."""
    return image.filter(ImageFilter.MedianFilter(3))


def encode_for_web(image: Image.Image) -> bytes:
    """`image` as WebP."""
    buffer = io.BytesIO()
    image.save(buffer, format="WEBP", quality=_WEB_QUALITY, method=_WEB_EFFORT)
    return buffer.getvalue()


def web_size(image: Image.Image) -> tuple[int, int]:
    """Width and height that show an A4 page at `WEB_DPI`; never larger than the image."""
    scale = min(1.0, WEB_DPI * _A4_SHORT_SIDE_INCHES / min(image.size))
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def shown_page(image: Image.Image) -> Image.Image:
    """`image` at the size at which pages are shown."""
    return _resized(image, web_size(image))


def has_ink(image: Image.Image) -> bool:
    """Something is printed on the page: enough of it is clearly darker than the paper."""
    histogram = _resized(image.convert("L"), (200, 280)).histogram()
    paper = max(range(128, 256), key=lambda level: histogram[level])
    return sum(histogram[: max(0, paper - 40)]) > 6


def _darkest_ink(image: Image.Image) -> Image.Image:
    """Grey picture whose every pixel is the lightest of its three colours: only black and grey ink stays dark."""
    if image.mode == "L":
        return image
    red, green, blue = image.convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """`image` at another size, each pixel the mean of those that it stands for: sharp enough, and quick."""
    smaller = size[0] < image.width and size[1] < image.height
    method = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return Image.fromarray(cv2.resize(np.asarray(image), size, interpolation=method))
