"""Keeping the server small. Where the C library is not glibc, nothing of this happens."""

from __future__ import annotations

import ctypes
import gc
import sys

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # the names of two options in glibc's malloc.h
_LARGE = 256 * 1024


def share_one_heap() -> None:
    """Let all threads take memory from one heap. Call it before any of them starts.

    glibc gives each thread a heap of its own and keeps what is freed there: 14 MB after 650
    messages. Our threads take turns at the interpreter, so one heap is no queue. Blocks that a
    model's arrays leave behind go back to the system at once.
    """
    if libc := _glibc():
        libc.mallopt(_ARENA_MAX, 1)
        libc.mallopt(_MMAP_THRESHOLD, _LARGE)


def settle() -> None:
    """Give back what starting up has used, and keep what is loaded out of garbage collection.

    Modules, rules and model live as long as the process. Walking them took a turn of its own now
    and then, in the middle of somebody's message.
    """
    gc.collect()
    gc.freeze()
    if libc := _glibc():
        libc.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    found = ctypes.CDLL(None)
    return found if hasattr(found, "mallopt") and hasattr(found, "malloc_trim") else None
