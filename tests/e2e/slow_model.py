"""A server that stands for a model's: it answers each question in as many seconds as a test wants."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = 10


@contextlib.contextmanager
def slow_model(seconds: float) -> Iterator[str]:
    """The address of a server that speaks Anthropic's Messages API, on this machine only."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

        def do_HEAD(self) -> None:
            self._plain()

        def do_GET(self) -> None:
            self._plain()

        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers.get("content-length", 0)))
            if "/messages" not in self.path or "count_tokens" in self.path:
                self._plain()
                return
            small = b"haiku" in asked[:2000]
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            usage = {"input_tokens": 1, "output_tokens": 1}
            message = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": []}
            self._event("message_start", {"message": {**message, "stop_reason": None, "usage": usage}})
            self._event("content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}})
            for word in range(WORDS):
                time.sleep(0.01 if small else seconds / WORDS)
                delta = {"type": "text_delta", "text": f"word{word} "}
                self._event("content_block_delta", {"index": 0, "delta": delta})
            self._event("content_block_stop", {"index": 0})
            self._event("message_delta", {"delta": {"stop_reason": "end_turn"}, "usage": usage})
            self._event("message_stop", {})
            self.wfile.write(b"0\r\n\r\n")

        def _plain(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "2")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(b"{}")

        def _event(self, kind: str, facts: dict[str, object]) -> None:
            said = f"event: {kind}\ndata: {json.dumps({'type': kind, **facts})}\n\n".encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(said), said))
            self.wfile.flush()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join(5)
