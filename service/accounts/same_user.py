"""Who holds the other end of a connection on this machine: the kernel knows, and cannot be lied to.

A program of the same user of the operating system can read the data folder anyway; that it may also ask the server
gives nothing away. Another user's program is a stranger, though it calls from loopback too. See docs/adr/0163.
"""

import os
import socket
import struct
from ipaddress import ip_address
from typing import Final, NamedTuple

_SOCK_DIAG: Final = 4
_BY_FAMILY: Final = 20
_REQUEST: Final = 1
_ANY_STATE: Final = 0xFFFFFFFF
_ANY_COOKIE: Final = struct.pack("=II", 0xFFFFFFFF, 0xFFFFFFFF)
_HEADER: Final = struct.Struct("=IHHII")
_FOUND: Final = struct.Struct("=4x36s12x12xII")
"""Of `inet_diag_msg`: ports and addresses after four bytes, then, past cookie, expiry and queues, user and inode."""

_ROOT: Final = 0
_WAIT_SECONDS: Final = 1.0


class End(NamedTuple):
    """One end of a connection."""

    host: str
    port: int


def is_same_user(peer: End, ours: End) -> bool:
    """Whether a program of the user that this process runs as, or of root, holds the end `peer` of the connection.

    False when the system does not tell: where there is no such kernel interface, when the caller is on another machine,
    and when it let go of its end already.
    """
    if not hasattr(socket, "AF_NETLINK"):
        return False
    try:
        ends = _ends(peer, ours)
        answer = _ask_kernel(ends, socket.AF_INET6 if ":" in peer.host else socket.AF_INET)
    except (OSError, ValueError):
        return False
    if len(answer) < _HEADER.size + _FOUND.size or _HEADER.unpack_from(answer)[1] != _BY_FAMILY:
        return False
    found, user, inode = _FOUND.unpack_from(answer, _HEADER.size)
    return found == ends and inode != 0 and user in (os.geteuid(), _ROOT)


def _ends(peer: End, ours: End) -> bytes:
    """The connection as `inet_diag_sockid` names it, from the side of the peer."""
    addresses = [ip_address(end.host).packed.ljust(16, b"\0") for end in (peer, ours)]
    return struct.pack("!HH", peer.port, ours.port) + b"".join(addresses)


def _ask_kernel(ends: bytes, family: int) -> bytes:
    """What sock_diag(7) tells of that socket, or of one that listens on its port where there is no such connection.

    Source: linux/inet_diag.h, struct inet_diag_req_v2.
    """
    wanted = struct.pack("=BBBBI", family, socket.IPPROTO_TCP, 0, 0, _ANY_STATE) + ends
    wanted += struct.pack("=I", 0) + _ANY_COOKIE
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, _SOCK_DIAG) as kernel:
        kernel.settimeout(_WAIT_SECONDS)
        kernel.send(_HEADER.pack(_HEADER.size + len(wanted), _BY_FAMILY, _REQUEST, 1, 0) + wanted)
        return kernel.recv(4096)
