"""Pictures of pages: PNG, JPEG, WEBP, BMP, and TIFF with any number of pages.

They are decoded in an isolated process: the codecs behind them are C code that a hostile file may crash. The pixels
come back in a file, for only records cross between the processes.
"""

import tempfile
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import DamagedFile, DondocError, FileTooLarge, PageError, PageTimeout
from core.limits import Limits
from core.record import Record
from ingest.files.isolation import call_isolated

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
_DAMAGE = (OSError, EOFError, SyntaxError, ValueError, UnidentifiedImageError)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_UNEVEN_DPI = (1.2, 4.0)


class PictureRequest(Record):
    """A picture file, the page of it that is asked for, and the file into which its pixels are to be written."""

    path: str
    limits: Limits
    where: str
    page_no: int = 1
    pixels: str = ""


class PictureAnswer(Record):
    """Number of pages of the file, or mode, sides and resolution (0: none stated) of the one that was asked for."""

    frames: int = 0
    mode: str = "L"
    width: int = 0
    height: int = 0
    dpi: float = 0.0


def count_frames(path: Path, limits: Limits, where: str) -> int:
    """Number of pages of a picture file.

    Raises:
        FileTooLarge: a page has too many pixels, or the file takes too long or too much memory to open.
        DamagedFile: it cannot be opened, or its first page is cut short.
    """
    request = PictureRequest(path=str(path.resolve()), limits=limits, where=where)
    return call_isolated(count_in_child, request, limits=limits, where=where).frames


def load_frame(path: Path, page_no: int, limits: Limits) -> Image.Image:
    """Page `page_no` (from 1) as a grey or RGB picture, turned the way the camera says, its pixels square.

    Raises:
        PageError: the page is cut short or malformed, or takes too long.
    """
    where = f"page {page_no}"
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        pixels = Path(folder) / "pixels"
        request = PictureRequest(
            path=str(path.resolve()), limits=limits, where=where, page_no=page_no, pixels=str(pixels)
        )
        try:
            answer = call_isolated(decode_in_child, request, limits=limits, where=where)
        except FileTooLarge as exc:
            raise PageTimeout("the picture takes too long or too much memory", where=where, advice=exc.advice) from exc
        except DondocError as exc:
            raise PageError("the picture cannot be read", where=where, advice="scan or export it again") from exc
        image = Image.frombytes(answer.mode, (answer.width, answer.height), pixels.read_bytes())
    if answer.dpi:
        image.info["dpi"] = (answer.dpi, answer.dpi)
    return image


def count_in_child(request: PictureRequest) -> PictureAnswer:
    """`count_frames`, in the isolated process.

    Raises:
        FileTooLarge, DamagedFile: as there.
    """
    limits, where = request.limits, request.where
    try:
        with Image.open(request.path, formats=_FORMATS) as image:
            frames = min(int(getattr(image, "n_frames", 1)), limits.pages + 1)
            for frame in range(frames):
                image.seek(frame)
                if image.width * image.height > limits.page_pixels:
                    raise _too_large(image.size, where)
            image.seek(0)
            image.load()
    except _BOMBS as exc:
        raise _too_large((0, 0), where) from exc
    except _DAMAGE as exc:
        raise DamagedFile(
            "the picture is cut short or malformed", where=where, advice="scan or export it again"
        ) from exc
    return PictureAnswer(frames=frames)


def decode_in_child(request: PictureRequest) -> PictureAnswer:
    """`load_frame`, in the isolated process; the pixels lie in the file that was named.

    Raises:
        DamagedFile: the page is cut short or malformed.
    """
    try:
        with Image.open(request.path, formats=_FORMATS) as image:
            image.seek(request.page_no - 1)
            upright = ImageOps.exif_transpose(image)
            square = _with_square_pixels(_on_white(upright if upright is not None else image), image)
    except (*_BOMBS, *_DAMAGE) as exc:
        raise DamagedFile("the picture cannot be read", where=request.where, advice="scan or export it again") from exc
    Path(request.pixels).write_bytes(square.tobytes())
    return PictureAnswer(mode=square.mode, width=square.width, height=square.height, dpi=max(_dpi(image)))


def _dpi(image: Image.Image) -> tuple[float, float]:
    """Resolution across and down that the file states; zeros where it states none that can be."""
    stated = image.info.get("dpi")
    if not isinstance(stated, tuple) or len(stated) != 2:
        return 0.0, 0.0
    across, down = (float(value) for value in stated)
    return (across, down) if 30 <= across <= 4800 and 30 <= down <= 4800 else (0.0, 0.0)


def _with_square_pixels(image: Image.Image, stated: Image.Image) -> Image.Image:
    """`image` stretched where its pixels are not as high as wide: a fax has 204 dots an inch across and 98 down."""
    across, down = _dpi(stated)
    low, high = _UNEVEN_DPI
    if not across or not low < max(across, down) / min(across, down) < high:
        return image
    wide, tall = max(1.0, down / across), max(1.0, across / down)
    return image.resize((round(image.width * wide), round(image.height * tall)), Image.Resampling.BICUBIC)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value / 256).convert("L")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _too_large(size: tuple[int, int], where: str) -> FileTooLarge:
    width, height = size
    what = f"ảnh có {width} × {height} điểm ảnh, quá giới hạn" if width else "ảnh có quá nhiều điểm ảnh"
    return FileTooLarge(what, where=where, advice="quét lại ở 300 dpi, hoặc thu nhỏ ảnh")
