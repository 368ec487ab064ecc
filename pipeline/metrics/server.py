"""The HTTP server with /metrics, /livez and /readyz."""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder

from pipeline.contract import BadInput
from pipeline.metrics.health import Health

_TEXT = "text/plain; charset=utf-8"


class _Page(NamedTuple):
    status: HTTPStatus
    content_type: str
    body: bytes


class MetricsServer:
    """Serves a registry and a health state in a thread of its own until it is closed.

    `port` 0 takes a free one. Raises `OSError` where the port cannot be had. Serves on 127.0.0.1 unless told
    otherwise: the numbers are not secret, but they are nobody's business either.
    """

    def __init__(
        self, registry: CollectorRegistry, health: Health, port: int = 0, host: str = "127.0.0.1"
    ) -> None:
        self._server = _Server((host, port), registry, health)
        self.host = host
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="metrics", daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Return the address of /metrics."""
        return f"http://{self.host}:{self.port}/metrics"

    def close(self) -> None:
        """Stop serving and give the port back."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def serve_metrics(registry: CollectorRegistry, health: Health, host: str, port: int) -> MetricsServer:
    """Return a server. Raises `BadInput` where the port cannot be had."""
    try:
        return MetricsServer(registry, health, port, host)
    except OSError as error:
        place = f"{host}:{port}"
        raise BadInput(f"expected a port that is free for the metrics ({error.strerror})", place) from None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a probe that hangs must not hold up the end of the process

    def __init__(self, address: tuple[str, int], registry: CollectorRegistry, health: Health) -> None:
        self.registry = registry
        self.health = health
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that went away is no event, and a traceback has no place in the log."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "mifeng"
    sys_version = ""
    timeout = 5  # seconds for a client to say what it wants

    def do_GET(self) -> None:
        """Answer one request."""
        page = self._page(self.path.partition("?")[0])
        self.send_response(page.status)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.body)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def _page(self, path: str) -> _Page:
        if path == "/metrics":
            encode, content_type = choose_encoder(self.headers.get("Accept", ""))
            return _Page(HTTPStatus.OK, content_type, encode(self.server.registry))
        if path == "/livez":
            return _probe(self.server.health.live, "the loop has not turned lately")
        if path == "/readyz":
            missing = self.server.health.missing
            return _probe(not missing, f"not ready: {', '.join(missing)}")
        return _Page(HTTPStatus.NOT_FOUND, _TEXT, b"/metrics /livez /readyz\n")

    def log_message(self, format: str, *args: object) -> None:
        """Log no requests."""


def _probe(fine: bool, otherwise: str) -> _Page:
    if fine:
        return _Page(HTTPStatus.OK, _TEXT, b"ok\n")
    return _Page(HTTPStatus.SERVICE_UNAVAILABLE, _TEXT, f"{otherwise}\n".encode())
