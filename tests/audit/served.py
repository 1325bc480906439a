"""The built site at an address of this machine, compressed as hosts compress it."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import socketserver
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

_TEXT = {".css", ".html", ".js", ".json", ".svg", ".xml"}


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes; waiting to join them costs 40 ms a file.
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _TEXT or not path.is_file():
            super().do_GET()
            return
        raw = _packed(path)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{self.guess_type(path.name)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(raw)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(raw)


@functools.cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 9)


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up early is no news."""


@contextlib.contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address, as long as the block lasts."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join(10)
