"""Pages set in type and spoilt by program, as copiers, scanners and cameras do; the printed text is known."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from ingest.restore.noise_pages import FONT_FOLDERS, Setting, set_page

_TEXTS = Path(__file__).parent / "gold" / "texts"
_FACES = ("termes", "liberation-serif", "termes", "dejavu-serif")
_SIZES_PT = (13.0, 14.0, 12.0, 13.5)
_SEAL_RED, _PEN_BLUE = (222, 62, 70), (40, 60, 170)


class DegradedPage(NamedTuple):
    """A page image with the lines printed on it.

    Attributes:
        name: which text it is.
        image: as the scanner gives it, with its resolution in `info["dpi"]`.
        text: what is printed, line by line.
    """

    name: str
    image: Image.Image
    text: str


class Degradation(NamedTuple):
    """How a page is spoilt: the resolution that it is scanned at, and what is done to its picture."""

    dpi: int
    spoil: Callable[[Image.Image, Random], Image.Image]


def draw_pages(kind: str, *, pages: int, seed: int) -> Iterator[DegradedPage]:
    """`pages` pages of different texts of the gold set, spoilt as `kind` says; the same for the same `seed`."""
    degradation = DEGRADATIONS[kind]
    files = sorted(_TEXTS.glob("*.txt"))
    for index in range(pages):
        rng = Random(f"{seed} {index}")
        file = files[(seed + index * 7) % len(files)]
        setting = Setting(_FACES[index % len(_FACES)], _SIZES_PT[index % len(_SIZES_PT)], degradation.dpi)
        page = set_page(_paragraphs(file), setting, rng)
        image = degradation.spoil(page.image, rng)
        image.info["dpi"] = (degradation.dpi, degradation.dpi)
        yield DegradedPage(file.stem, image, "\n".join(line for line, _ in page.lines))


def _paragraphs(file: Path) -> list[str]:
    """Running text of the file: its longer lines, without the letterhead, which is not set in columns here."""
    lines = (" ".join(line.split()) for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if len(line) > 40 and "___" not in line and ". . ." not in line]


def _scanned(image: Image.Image, rng: Random) -> Image.Image:
    """A good office scan: a little blur and grain, packed as JPEG."""
    return _as_jpeg(_grain(_blurred(image, 0.35), rng, 4), 85)


def _one_bit(image: Image.Image, rng: Random) -> Image.Image:
    """A fax-like scan: black or white, nothing between, with a few specks."""
    return _specks(_hard(_grain(_blurred(image, 0.5), rng, 12), 165), rng, 0.0005)


def _photocopied(image: Image.Image, rng: Random) -> Image.Image:
    """A copy of a copy: blurred, uneven, specked black and white."""
    spread = image.filter(ImageFilter.GaussianBlur(0.55))
    return _specks(_grain(spread, rng, 18), rng, 0.012)


def _photocopied_hard(image: Image.Image, rng: Random) -> Image.Image:
    """A copy of a copy, stored as black or white."""
    return _specks(_hard(_grain(image.filter(ImageFilter.GaussianBlur(0.5)), rng, 10), 175), rng, 0.006)


def _crooked(image: Image.Image, rng: Random) -> Image.Image:
    """Fed crookedly, up to four degrees, and noisy."""
    degrees = rng.choice((-1, 1)) * rng.uniform(1.0, 4.0)
    turned = image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=250)
    return _grain(_blurred(turned, 0.4), rng, 12)


def _turned(image: Image.Image, rng: Random) -> Image.Image:
    """Fed sideways or upside down."""
    return _scanned(image.rotate(rng.choice((90, 180, 270)), expand=True), rng)


def _faded(image: Image.Image, rng: Random) -> Image.Image:
    """Little toner, grey paper, darker towards one corner, as photographed under a lamp."""
    pixels = np.asarray(image, dtype=np.float32)
    faint = 120 + (pixels / 255) * 100
    rows, columns = np.mgrid[0 : 1 : 1j * pixels.shape[0], 0 : 1 : 1j * pixels.shape[1]]
    lamp = 1.0 - 0.35 * (rows * rng.uniform(0.4, 1) + columns * rng.uniform(0.4, 1)) / 2
    return _grain(Image.fromarray(np.clip(faint * lamp, 0, 255).astype(np.uint8)), rng, 5)


def _sealed(image: Image.Image, rng: Random) -> Image.Image:
    """A red seal and a blue signature over the text."""
    page = image.convert("RGB")
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    unit = page.width / 8.27
    x, y = rng.uniform(0.35, 0.6) * page.width, rng.uniform(0.15, 0.5) * page.height
    for radius, width in ((0.72, 0.04), (0.64, 0.015), (0.4, 0.015)):
        size = radius * unit
        draw.ellipse((x - size, y - size, x + size, y + size), outline=_SEAL_RED, width=max(2, round(width * unit)))
    font = ImageFont.truetype(str(_bold_font()), round(0.13 * unit))
    draw.text((x - 0.55 * unit, y - 0.08 * unit), "ỦY BAN NHÂN DÂN", fill=_SEAL_RED, font=font)
    strokes = [(x + (0.2 * n - 0.5) * unit, y + rng.uniform(-0.35, 0.35) * unit) for n in range(8)]
    draw.line(strokes, fill=_PEN_BLUE, width=max(2, round(0.02 * unit)), joint="curve")
    return _as_jpeg(ImageChops.darker(page, layer), 85)


def _watermarked(image: Image.Image, rng: Random) -> Image.Image:
    """Big pale letters across the page."""
    font = ImageFont.truetype(str(_bold_font()), round(image.width / 7))
    mark = Image.new("L", (image.width, image.width // 4), 255)
    ImageDraw.Draw(mark).text((mark.width * 0.08, 0), "BẢN NHÁP - SAO Y", fill=rng.randint(185, 205), font=font)
    mark = mark.rotate(35, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    layer = Image.new("L", image.size, 255)
    layer.paste(mark, ((image.width - mark.width) // 2, (image.height - mark.height) // 2))
    return _scanned(ImageChops.darker(image, layer), rng)


DEGRADATIONS: Mapping[str, Degradation] = {
    "scan 300 dpi": Degradation(300, _scanned),
    "scan 200 dpi": Degradation(200, _scanned),
    "one bit 300 dpi": Degradation(300, _one_bit),
    "photocopy 150 dpi": Degradation(150, _photocopied),
    "photocopy 150 dpi, one bit": Degradation(150, _photocopied_hard),
    "crooked 150 dpi": Degradation(150, _crooked),
    "turned 200 dpi": Degradation(200, _turned),
    "faded 200 dpi": Degradation(200, _faded),
    "seal and signature 200 dpi": Degradation(200, _sealed),
    "watermark 200 dpi": Degradation(200, _watermarked),
}
"""Each way of spoiling a page, by name."""


def missing_fonts() -> Sequence[Path]:
    """Font folders that are needed and not there; nothing can be drawn without them."""
    return [folder for folder in FONT_FOLDERS if not folder.is_dir()]


def _bold_font() -> Path:
    return FONT_FOLDERS[1] / "LiberationSerif-Bold.ttf"


def _blurred(image: Image.Image, points: float) -> Image.Image:
    """`image` with every dot spread over `points` points of the page."""
    return image.filter(ImageFilter.GaussianBlur(points * image.width / (8.27 * 72) / 2))


def _grain(image: Image.Image, rng: Random, deviation: float) -> Image.Image:
    pixels = np.asarray(image, dtype=np.float32)
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, deviation, pixels.shape)
    return Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))


def _specks(image: Image.Image, rng: Random, share: float) -> Image.Image:
    """`image` with `share` of its dots turned black, and as many white."""
    pixels = np.array(image)
    chance = np.random.default_rng(rng.getrandbits(32)).random(pixels.shape)
    pixels[chance < share] = 0
    pixels[chance > 1 - share] = 255
    return Image.fromarray(pixels)


def _hard(image: Image.Image, threshold: int) -> Image.Image:
    return image.point(lambda level: 255 if level > threshold else 0)


def _as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    held = io.BytesIO()
    image.save(held, "JPEG", quality=quality)
    opened = Image.open(held)
    opened.load()
    return opened
