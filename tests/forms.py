"""The hub's pages as somebody asks for them who keeps to no browser's rules."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from tests import hubs

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


def token_of(page: str) -> str:
    [found, *_] = re.findall(r'name="form" value="([^"]+)"', page)
    return str(found)


class Browser:
    """Cookies and forms, without rules that a browser would follow: what somebody can send who wants to."""

    def __init__(self, hub: hubs.Hub) -> None:
        self.hub = hub
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> hubs.Answer:
        return self._done(self.hub.ask("GET", path, headers=self._with({})))

    def post(self, path: str, fields: dict[str, str], **headers: str) -> hubs.Answer:
        return self.post_body(path, urlencode(fields).encode(), **headers)

    def post_body(self, path: str, body: bytes, **headers: str) -> hubs.Answer:
        words = self._with({**FORM, **{name.replace("_", "-"): one for name, one in headers.items()}})
        return self._done(self.hub.ask("POST", path, body=body, headers=words))

    def sign_in(self, name: str = "Ada", password: str = hubs.PASSWORD) -> hubs.Answer:
        form = token_of(self.get("/sign-in").text)
        return self.post("/sign-in", {"form": form, "name": name, "password": password})

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return {**headers, "Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items())}

    def _done(self, answer: hubs.Answer) -> hubs.Answer:
        for name, value in re.findall(
            r"^(__Host-[a-z]+)=([^;]*);", answer.headers.get("set-cookie", ""), re.MULTILINE
        ):
            self.cookies[name] = value.strip('"')
        return answer
