"""Keeping the server small. Where the C library is not glibc, nothing of this happens."""

from __future__ import annotations

import ctypes
import gc
import re
import sys
from pathlib import Path

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # the names of two options in glibc's malloc.h
_LARGE = 256 * 1024

_DONTNEED = 4  # the name of an advice in Linux's mman.h
_UNCHANGED = re.compile(
    r"^(?P<start>[0-9a-f]+)-(?P<end>[0-9a-f]+) r-.p .* /.*\n"
    r"(?:\w+: .*\n)*?Anonymous: +0 kB$",
    re.MULTILINE,
)
"""A file that is mapped for reading or running, with no page that was changed in memory."""


def prepare() -> None:
    """Let all threads take memory from one heap. Call it before anything large is imported.

    glibc gives each thread a heap of its own and keeps what is freed there: 14 MB after 650
    messages. Our threads take turns at the interpreter, so one heap is no queue. Blocks that a
    model's arrays leave behind go back to the system at once.

    Garbage is not looked for until all is loaded: there is next to none, and looking took a quarter
    of a second.
    """
    gc.disable()
    if libc := _glibc():
        libc.mallopt(_ARENA_MAX, 1)
        libc.mallopt(_MMAP_THRESHOLD, _LARGE)


def settle() -> None:
    """Give back what starting up has used, and keep what is loaded out of garbage collection.

    Call it when all is loaded and no thread works yet.

    Modules, rules and model live as long as the process. Walking them took a turn of its own now
    and then, in the middle of somebody's message.
    """
    gc.freeze()
    gc.enable()
    if libc := _glibc():
        libc.malloc_trim(0)
        _put_code_back(libc)


def _put_code_back(libc: ctypes.CDLL) -> None:
    """Let go of the libraries' code that starting up has run; half of its 24 MB is not run again.

    It stays in the system's cache of files while there is room. What a message needs is mapped
    from there again, within a millisecond.
    """
    try:
        maps = Path("/proc/self/smaps").read_text(encoding="utf-8")
    except OSError:  # a locked-down machine does not show them
        return
    for mapped in _UNCHANGED.finditer(maps):
        start, end = int(mapped["start"], 16), int(mapped["end"], 16)
        libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _DONTNEED)


def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    found = ctypes.CDLL(None)
    return found if hasattr(found, "mallopt") and hasattr(found, "malloc_trim") else None
