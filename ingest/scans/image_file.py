"""Pictures of pages: PNG, JPEG, and TIFF with any number of pages."""

from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import DamagedFile, FileTooLarge, PageError
from core.limits import Limits

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
_DAMAGE = (OSError, EOFError, SyntaxError, ValueError, UnidentifiedImageError)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def count_frames(path: Path, limits: Limits, where: str) -> int:
    """Number of pages of a picture file.

    Raises:
        FileTooLarge: a page has too many pixels.
        DamagedFile: it cannot be opened, or its first page is cut short.
    """
    try:
        with Image.open(path, formats=_FORMATS) as image:
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
    return frames


def load_frame(path: Path, page_no: int) -> Image.Image:
    """Page `page_no` (from 1) as an RGB picture, turned the way the camera says.

    Raises:
        PageError: the page is cut short or malformed.
    """
    try:
        with Image.open(path, formats=_FORMATS) as image:
            image.seek(page_no - 1)
            upright = ImageOps.exif_transpose(image)
            return _on_white(upright if upright is not None else image)
    except (*_BOMBS, *_DAMAGE) as exc:
        raise PageError(
            "the picture cannot be read", where=f"page {page_no}", advice="scan or export it again"
        ) from exc


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    return image.convert("RGB")


def _too_large(size: tuple[int, int], where: str) -> FileTooLarge:
    width, height = size
    what = f"ảnh có {width} × {height} điểm ảnh, quá giới hạn" if width else "ảnh có quá nhiều điểm ảnh"
    return FileTooLarge(what, where=where, advice="quét lại ở 300 dpi, hoặc thu nhỏ ảnh")
