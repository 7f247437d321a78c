"""Sizes as people read them."""

_UNITS = ("B", "KB", "MB", "GB", "TB")


def show_size(size_bytes: int) -> str:
    """`size_bytes` with a decimal comma.

    >>> show_size(0), show_size(1536), show_size(20 * 2**30)
    ('0 B', '1,5 KB', '20 GB')
    """
    size, unit = float(size_bytes), 0
    while size >= 1024 and unit < len(_UNITS) - 1:
        size, unit = size / 1024, unit + 1
    shown = f"{size:.0f}" if size >= 10 or unit == 0 else f"{size:.1f}".replace(".", ",").removesuffix(",0")
    return f"{shown} {_UNITS[unit]}"
