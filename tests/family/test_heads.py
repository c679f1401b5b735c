"""A past that was rewritten after it was told shows."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.family.figures import Chain
from wellbeing.family.heads import contradict, rewritten

MONDAY = date(2026, 11, 23)


def journal(entries: list[str]) -> list[str]:
    """The heads of a journal: one for each entry."""
    heads, head = [], ""
    for one in entries:
        head = sha256((head + one).encode()).hexdigest()
        heads.append(head)
    return heads


def told(heads: list[str], counts: list[int]) -> list[tuple[date, Chain]]:
    """A head each day, after so many entries."""
    return [
        (MONDAY + timedelta(days=day), Chain(entries=count, head=heads[count - 1] if count else ""))
        for day, count in enumerate(sorted(counts))
    ]


entries = st.lists(st.text(max_size=3), min_size=1, max_size=20)


@given(entries, st.data())
def test_a_journal_that_only_grew_has_every_head(some: list[str], data: st.DataObject) -> None:
    heads = journal(some)
    days = told(heads, data.draw(st.lists(st.integers(0, len(some)), max_size=7)))
    later = journal([*some, "more"])
    assert rewritten(days, lambda count: later[count - 1]) is None
    assert contradict(days) is None


@given(entries, st.data())
def test_a_changed_entry_shows_from_its_day_on(some: list[str], data: st.DataObject) -> None:
    days = told(journal(some), list(range(1, len(some) + 1)))
    changed = data.draw(st.integers(0, len(some) - 1))
    heads = journal([*some[:changed], some[changed] + "!", *some[changed + 1 :]])
    assert rewritten(days, lambda count: heads[count - 1]) == MONDAY + timedelta(days=changed)


def test_missing_entries_show() -> None:
    heads = journal(["a", "b", "c"])
    assert rewritten(
        told(heads, [1, 3]), lambda count: heads[count - 1] if count < 3 else ""
    ) == MONDAY + timedelta(1)


def test_heads_that_go_back_or_change_contradict_each_other() -> None:
    heads, others = journal(["a", "b", "c"]), journal(["a", "x", "y"])
    assert contradict([*told(heads, [1, 3]), (MONDAY + timedelta(3), Chain(entries=2, head=heads[1]))])
    assert contradict([*told(heads, [2]), (MONDAY + timedelta(1), Chain(entries=2, head=others[1]))])
    assert contradict([]) is None
