"""How often chance is taken for a pattern, over many invented people: minutes of work, so only with `--soak`."""

from __future__ import annotations

import pytest

from tests.mood_lives import share_said

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("days", [80, 112])
@pytest.mark.parametrize("memory", [0.4, 0.6])
def test_under_no_relation_five_in_a_hundred_look_like_one(days: int, memory: float) -> None:
    assert 0.03 <= share_said(days, 1000, 31, memory=memory) <= 0.07


def test_a_relation_that_is_there_is_found_in_time() -> None:
    assert share_said(112, 300, 32, relation=-0.45) >= 0.45
