"""What stands in a folder, as one hash: whether anything in it was changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def hash_of(files: Iterable[Path], root: Path) -> str:
    """Return the SHA-256 (hex) over the names below `root` and the bytes of `files`, sorted."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()
