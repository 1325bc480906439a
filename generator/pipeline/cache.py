"""A content-addressed store on disk: what was computed once for the same inputs is not computed again.

A key is a digest of everything its value depends on, so an entry is never stale; entries are written
to a temporary name and moved into place, so a build that is cut off leaves nothing half-written.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

MAX_BYTES = 512 << 20
"""Beyond this the entries used longest ago are dropped."""


def digest(*parts: str | bytes) -> str:
    """SHA-256 over the parts, each with its length, so that no two lists of parts collide."""
    sha = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        sha.update(f"{len(raw)}:".encode())
        sha.update(raw)
    return sha.hexdigest()


def digest_of_files(root: Path, paths: Iterable[Path]) -> str:
    """One digest over the names and contents of files."""
    parts: list[str | bytes] = []
    for path in sorted(paths):
        parts += [path.relative_to(root).as_posix(), path.read_bytes()]
    return digest(*parts)


class Cache:
    """Values by kind and key in a folder; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, kind: str, key: str) -> bytes | None:
        """The value, or None if there is none."""
        if self.folder is None:
            return None
        path = self._path(self.folder, kind, key)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return None
        os.utime(path)
        return raw

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value."""
        if self.folder is None:
            return
        path = self._path(self.folder, kind, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(value)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def trim(self, most: int = MAX_BYTES) -> None:
        """Drop the entries used longest ago until at most `most` bytes are left."""
        if self.folder is None or not self.folder.is_dir():
            return
        found = [(path.stat().st_mtime, path.stat().st_size, path) for path in self.folder.rglob("*") if path.is_file()]
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= most:
                return
            path.unlink(missing_ok=True)
            total -= size

    @staticmethod
    def _path(folder: Path, kind: str, key: str) -> Path:
        return folder / kind / key[:2] / key[2:]
