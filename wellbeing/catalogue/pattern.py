"""Bounds the cost of a person's title pattern before it ever meets a title.

Python's regular expressions backtrack: `(a+)+$` on forty letters runs for hours, and nothing can stop it.
So the cost is estimated from the pattern's text, on the safe side: what follows each other multiplies, what
stands side by side adds up, an unbounded repeat counts as a quarter of the longest title (from the middle of
it, half is left to try), and an unbounded repeat around something that can itself match in several ways is
refused.

    foo.*bar.*baz   128 · 128       = 2^14   allowed
    (foo|bar) baz?  2 · 2           = 4      allowed
    .*a.*b.*c       128 · 128 · 128 = 2^21   refused
    (a+)+           unbounded                refused
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

LONGEST = 512
"""Characters of a title that patterns look at; titles are stored no longer either."""
REPEAT = LONGEST // 4
"""What an unbounded repeat counts."""
DEAREST = 2**15
"""Most ways one pattern may try from one place of a title; `bench_catalogue` prints what the worst costs."""

_TOKEN = re.compile(
    r"\\(?P<escape>.)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<open>\((?:\?(?:P<\w+>|<?[=!:]|>|[a-zA-Z]*(?:-[a-zA-Z]+)?:|[a-zA-Z]+(?=\))|P=\w+(?=\))|#[^)]*(?=\))|\())?)"
    r"|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>(?:[*+?]|\{\d*,\d*\}|\{\d+\})[?+]?)|(?P<other>.)",
    re.DOTALL,
)
_INFINITE = DEAREST + 1


def check_pattern(pattern: str, field: str = "title") -> None:
    """Whether a title pattern is sound and cheap.

    Raises:
        ValueError: it is not; the message names the field, and what to change.
    """
    try:
        compiled(pattern)
    except re.error as wrong:
        raise ValueError(f"`{field}` is no regular expression: {wrong}") from None
    except (OverflowError, RecursionError):
        raise ValueError(f"`{field}` is no regular expression that can be used: it is too large") from None
    if cost(pattern) > DEAREST:
        raise ValueError(
            f"`{field}` could take too long: use at most two of `*` and `+`, none inside a repeated group, and"
            " leave out `.*` at the start and end (a title is searched anywhere)"
        )


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as it is searched, without regard to case; Python's warnings on odd sets are errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return re.compile(pattern, re.IGNORECASE)
        except Warning as odd:
            raise re.error(str(odd)) from None


def cost(pattern: str) -> int:
    """In how many ways a sound pattern may try from one place; more than `DEAREST` means too many."""
    return _alternatives(_TOKEN.finditer(pattern))


def _alternatives(tokens: Iterator[re.Match[str]]) -> int:
    """The cost up to the closing bracket or the end: branches add up, parts of a branch multiply."""
    total, branch, last = 0, 1, 1
    for token in tokens:
        kind, text = token.lastgroup, token.group()
        if kind == "bar":
            total, branch, last = total + branch * last, 1, 1
        elif kind == "close":
            break
        elif kind == "repeat":
            last = _repeated(last, text)
        else:
            branch, last = min(branch * last, _INFINITE), 1
            if kind == "open":
                last = _INFINITE if text.startswith(("(?P=", "(?(")) else 1
                last = max(last, _alternatives(tokens))
            elif kind == "escape" and token["escape"] in "123456789":
                last = _INFINITE
    return min(total + branch * last, _INFINITE)


def _repeated(once: int, repeat: str) -> int:
    """The cost of something repeated: `once` is its own."""
    if repeat[0] == "?":
        return once + 1
    if repeat[0] in "*+":
        return REPEAT if once == 1 else _INFINITE
    low, _, high = repeat.rstrip("?+")[1:-1].partition(",")
    if "," not in repeat:
        return _power(once, int(low))
    least, most = int(low or 0), int(high) if high else LONGEST
    return min(most - least + 1, REPEAT) if once == 1 else _power(once + 1, most)


def _power(base: int, exponent: int) -> int:
    """Base to the exponent, without ever computing more than a little above the limit."""
    if base == 1:
        return 1
    return _INFINITE if exponent >= DEAREST.bit_length() else min(base**exponent, _INFINITE)
