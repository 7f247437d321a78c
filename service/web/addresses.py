"""Addresses that forms lead back to."""

from urllib.parse import urlencode, urlsplit, urlunsplit

_OURS = ("/nhiem-vu", "/van-ban", "/quan-tri")


def local_address(address: str) -> str:
    """`address` if it is a page of ours, else the table of tasks.

    >>> local_address("/nhiem-vu?trang=2"), local_address("//evil.example/nhiem-vu")
    ('/nhiem-vu?trang=2', '/nhiem-vu')
    """
    return address if address.startswith(_OURS) else "/nhiem-vu"


def own_address(address: str) -> str:
    """`address` if it lies on this server, else the first page.

    >>> own_address("/hoi-dap?cau-hoi=a"), own_address("//evil.example"), own_address("https://evil.example")
    ('/hoi-dap?cau-hoi=a', '/', '/')
    """
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"


def with_batch(address: str, batch: str, size: int) -> str:
    """`address` that also tells what was just done at one stroke.

    >>> with_batch("/nhiem-vu?trang=2", "ab", 3)
    '/nhiem-vu?trang=2&lan=ab&so=3'
    """
    parts = urlsplit(address)
    told = urlencode({"lan": batch, "so": size})
    return urlunsplit(parts._replace(query=f"{parts.query}&{told}" if parts.query else told))
