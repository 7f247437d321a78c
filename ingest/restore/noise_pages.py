"""Training only: pages of clean text, set and scanned as an office would, so that an OCR engine can misread them."""

import io
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FACES: dict[str, tuple[str, str, str]] = {
    "termes": ("texgyretermes-regular.otf", "texgyretermes-bold.otf", "texgyretermes-italic.otf"),
    "liberation-serif": ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf"),
    "liberation-sans": ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf"),
    "dejavu-serif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"),
}
"""Regular, bold and italic font file of each face; all hold every Vietnamese letter."""

UNTRAINED_FACES: dict[str, tuple[str, str, str]] = {
    "heros": ("texgyreheros-regular.otf", "texgyreheros-bold.otf", "texgyreheros-italic.otf"),
    "pagella": ("texgyrepagella-regular.otf", "texgyrepagella-bold.otf", "texgyrepagella-italic.otf"),
}
"""Faces kept back from training, for measuring."""

FONT_FOLDERS = (
    Path("/usr/share/texmf/fonts/opentype/public/tex-gyre"),
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/truetype/dejavu"),
)


class Setting(NamedTuple):
    """How one page is set: face, size and resolution."""

    face: str
    size_pt: float
    dpi: int


class SetPage(NamedTuple):
    """A page image and, for each of its lines, the text and the height of its middle in pixels."""

    image: Image.Image
    lines: tuple[tuple[str, float], ...]


def draw_setting(rng: Random) -> Setting:
    """A setting as offices choose them: mostly Times-like, 12-14 pt, 200 or 300 dpi."""
    face = rng.choices(list(FACES), weights=(55, 25, 10, 10))[0]
    dpi = rng.choices((150, 200, 250, 300), weights=(8, 42, 15, 35))[0]
    return Setting(face, rng.choice((12.0, 13.0, 13.0, 13.5, 14.0, 14.0)), dpi)


def set_page(paragraphs: list[str], setting: Setting, rng: Random) -> SetPage:
    """The paragraphs broken into lines on one A4 page; what does not fit is left out."""
    pixels = setting.size_pt * setting.dpi / 72
    fonts = [
        ImageFont.truetype(str(_font_file(name)), round(pixels)) for name in (FACES | UNTRAINED_FACES)[setting.face]
    ]
    width, height = round(8.27 * setting.dpi), round(11.69 * setting.dpi)
    image = Image.new("L", (width, height), rng.randint(238, 255))
    draw, ink = ImageDraw.Draw(image), rng.randint(0, 70)
    left, pitch = round(1.1 * setting.dpi), pixels * rng.uniform(1.2, 1.6)
    top = 0.8 * setting.dpi
    lines: list[tuple[str, float]] = []
    for paragraph in paragraphs:
        style = rng.choices((0, 1, 2, 3), weights=(76, 9, 9, 6))[0]
        shown = paragraph.upper() if style == 3 else paragraph
        font = fonts[min(style, 1) if style != 2 else 2]
        for line in _break_lines(shown, font, width - left - 0.7 * setting.dpi)[:6]:
            if top + pitch > height - 0.6 * setting.dpi:
                return SetPage(image, tuple(lines))
            draw.text((left, top), line, font=font, fill=ink)
            lines.append((line, top + pixels * 0.62))
            top += pitch
        top += pitch * rng.uniform(0, 0.4)
    return SetPage(image, tuple(lines))


def scan(page: SetPage, rng: Random) -> SetPage:
    """The page as a scanner or copier returns it: skewed, blurred, speckled, thinned or fattened, perhaps one bit."""
    image = page.image.rotate(rng.gauss(0, 0.25), Image.Resampling.BICUBIC, fillcolor=250)
    image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 1.1) * image.height / 3300))
    if rng.random() < 0.2:
        image = image.filter(ImageFilter.MinFilter(3) if rng.random() < 0.6 else ImageFilter.MaxFilter(3))
        image = image.filter(ImageFilter.GaussianBlur(0.6))
    pixels = np.asarray(image, dtype=np.float32)
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(0, 22), pixels.shape)
    pixels = np.clip(pixels + grain, 0, 255)
    if rng.random() < 0.35:
        pixels = np.where(pixels > rng.uniform(120, 200), 255, 0)
    image = Image.fromarray(pixels.astype(np.uint8))
    if rng.random() < 0.6:
        image = _as_jpeg(image, rng.randint(35, 90))
    return SetPage(image, page.lines)


def _as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    held = io.BytesIO()
    image.save(held, "JPEG", quality=quality)
    return Image.open(held).convert("L")


def _font_file(name: str) -> Path:
    for folder in FONT_FOLDERS:
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{name}: install fonts-texgyre, fonts-liberation2 and fonts-dejavu")


def _break_lines(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in text.split():
        longer = f"{current} {word}".strip()
        if current and font.getlength(longer) > width:
            lines.append(current)
            longer = word
        current = longer
    return [*lines, current] if current else lines
