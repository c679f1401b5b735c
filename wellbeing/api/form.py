"""Forms of the pages: their cookies, and how one from elsewhere is told apart."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from wellbeing.api import refused
from wellbeing.api.refused import Refused
from wellbeing.model.sentence import Sentence

_LONGEST_FIELD = 500
COOKIE, BEFORE, KNOWN = "__Host-wellbeing", "__Host-before", "__Host-known"
"""Only over TLS, only for this host, out of reach of scripts (RFC 6265bis, section 4.1.3.2)."""


async def read(request: Request, url: str) -> dict[str, str]:
    """The fields of a form; what browsers say of its origin must be this hub.

    Under `no-referrer` browsers send `Origin: null`, hence Sec-Fetch-Site as well (Fetch standard, "append a
    request Origin header"; W3C Fetch Metadata).
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "null")
    hosts = {urlsplit(url).netloc, request.headers.get("host", "")}
    if site not in (None, "same-origin") or (origin != "null" and urlsplit(origin).netloc not in hosts):
        raise from_elsewhere()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise refused.malformed("it is no form of a page")
    try:
        found = parse_qs((await request.body()).decode("utf-8"), max_num_fields=30, keep_blank_values=True)
    except ValueError:
        raise refused.malformed("it is no form of a page") from None
    fields = {name: values[-1][:_LONGEST_FIELD] for name, values in found.items()}
    if any("\0" in one for one in fields.values()):
        raise refused.no_text()
    return fields


def from_elsewhere() -> Refused:
    """The form is old, or somebody else made it."""
    return Refused(
        403,
        Sentence("This form is no longer valid, or does not come from this page."),
        Sentence("Go back to the page, load it again and send it once more."),
    )
