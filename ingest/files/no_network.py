"""Cuts a process, and whatever it starts from then on, off from every network.

Programs that take strange files apart have no business there: a file that takes one of them over can tell nobody what
it found, and nothing that a file names is fetched. The kernel refuses every socket that is not of this machine
(seccomp(2), set up by libseccomp, which Debian always has), and the ways around that. Nothing takes it back.

`python -I no_network.py PROGRAM ARGUMENT…` runs a program so.
"""

import ctypes
import errno
import os
import socket
import sys
from typing import Final

LIBRARY: Final = "libseccomp.so.2"
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EACCES
_ALL_THREADS: Final = 4
_NOT_EQUAL: Final = 1
_WAYS_AROUND: Final = (b"io_uring_setup", b"ptrace", b"process_vm_writev", b"pidfd_getfd", b"setns", b"bpf")
"""What could make a socket without asking for one, or have another process of this user make it."""


class _Comparison(ctypes.Structure):
    """`struct scmp_arg_cmp` of seccomp.h."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("one", ctypes.c_uint64),
        ("other", ctypes.c_uint64),
    )


def cut_network() -> bool:
    """Cuts this process off; whether that went well. Where the system cannot, nothing changes."""
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError:
        return False
    library.seccomp_init.restype = ctypes.c_void_p
    filters = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(_ALLOW)))
    if not filters:
        return False
    try:
        library.seccomp_attr_set(filters, _ALL_THREADS, 1)
        foreign = _Comparison(0, _NOT_EQUAL, socket.AF_UNIX, 0)
        _refuse(library, filters, b"socket", foreign)
        for way in _WAYS_AROUND:
            _refuse(library, filters, way)
        loaded: int = library.seccomp_load(filters)
        return loaded == 0
    finally:
        library.seccomp_release(filters)


def is_cut() -> bool:
    """Whether this process is off the network."""
    try:
        socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
    except PermissionError:
        return True
    return False


def _refuse(library: ctypes.CDLL, filters: ctypes.c_void_p, call: bytes, *when: _Comparison) -> None:
    """Has the kernel refuse a system call; one that this system has not is left out."""
    number = library.seccomp_syscall_resolve_name(call)
    conditions = (_Comparison * len(when))(*when)
    library.seccomp_rule_add_array(filters, ctypes.c_uint32(_REFUSE), number, len(when), conditions)


if __name__ == "__main__":
    cut_network()
    os.execvp(sys.argv[1], sys.argv[1:])
