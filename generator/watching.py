"""A preview that builds once for each change, and goes on when a build fails.

The host's watcher reports every event below the folders it watches: an editor's backup and swap files, a save
that was taken apart into three, a change that the build under way has already seen. A build is worth its while
only if the files a site is made from differ from those of the last one. And when a build fails, the host would
let every request wait until one succeeds; here the error is told and the last site stays.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.pipeline.folder import is_scratch


class Watched:
    """The files a site is made from, and whether they have changed since the last build."""

    def __init__(self) -> None:
        self._paths: tuple[Path, ...] = ()
        self._apart: Path | None = None
        self._seen: str | None = None
        self._known: dict[str, tuple[tuple[int, int, int], bytes]] = {}
        """Path -> size, time and inode at which its digest was taken, and the digest."""

    def begin(self, paths: Iterable[Path], apart: Path | None) -> None:
        """A build of these files and folders begins. What lies in the folder `apart` is made by the build itself."""
        self._paths, self._apart = tuple(paths), None if apart is None else apart.resolve()
        self._seen = self._digest()

    def forget(self) -> None:
        """The last build came to nothing: the next event is reason enough for another."""
        self._seen = None

    @property
    def changed(self) -> bool:
        """Whether there is anything that the last build did not see."""
        return self._seen is None or self._seen != self._digest()

    def _digest(self) -> str:
        sha, known = hashlib.sha256(), {}
        for path in sorted(set(self._files())):
            try:
                stat = Path(path).stat()
                stamp = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
                before = self._known.get(path)
                content = (
                    before[1]
                    if before is not None and before[0] == stamp
                    else hashlib.sha256(Path(path).read_bytes()).digest()
                )
            except OSError:
                continue  # gone since it was listed, or not for us to read; the build will say so
            known[path] = (stamp, content)
            sha.update(path.encode(errors="surrogateescape") + b"\0" + content)
        self._known = known
        return sha.hexdigest()

    def _files(self) -> Iterator[str]:
        for path in self._paths:
            if not path.is_dir():
                yield str(path)
                continue
            met: set[str] = set()
            for folder, inner, names in os.walk(path, followlinks=True):
                real = os.path.realpath(folder)
                # Links may lead in a circle.
                if real in met or (self._apart is not None and Path(real).is_relative_to(self._apart)):
                    inner.clear()
                    continue
                met.add(real)
                yield from (str(Path(folder, name)) for name in names if not is_scratch(name))


def lasting(
    builder: Callable[[], None], watched: Watched, unchanged: Callable[[], None], failed: Callable[[Exception], None]
) -> Callable[[], None]:
    """A builder that builds only what changed, and tells an error instead of raising it."""

    def build() -> None:
        if not watched.changed:
            unchanged()
            return
        try:
            builder()
        except Exception as error:
            watched.forget()
            failed(error)

    return build
