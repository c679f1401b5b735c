"""The generator of chance: the published stream, and the moments of every distribution."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log
from statistics import fmean, median, pstdev

import pytest

from wellbeing.demo.chance import Chance, Wheel

MANY = 20_000


def test_the_stream_is_the_published_pcg32() -> None:
    """The first round of `pcg32-demo` of the minimal C implementation, seed 42, stream 54."""
    chance = Chance(42, 54)
    published = [0xA15C02B7, 0x7B47F409, 0xBA1D3330, 0x83D2F293, 0xBFA4784B, 0xCBED606E]
    assert [chance.bits() for _ in published] == published


def test_uniform_is_the_same_stream_as_bits() -> None:
    words, units = Chance(9, 3), Chance(9, 3)
    assert [words.bits() for _ in range(100)] == [int(units.uniform() * 2**32) for _ in range(100)]


def test_uniform_fills_the_unit_evenly_and_draws_neither_end() -> None:
    chance = Chance.at(1)
    drawn = [chance.uniform() for _ in range(MANY)]
    assert 0 < min(drawn) < 0.001
    assert 0.999 < max(drawn) < 1
    assert fmean(drawn) == pytest.approx(0.5, abs=0.01)
    tenths = [sum(int(10 * value) == tenth for value in drawn) / MANY for tenth in range(10)]
    assert tenths == pytest.approx([0.1] * 10, abs=0.01)


def test_a_path_gives_a_stream_of_its_own() -> None:
    paths = [(), (1,), (2,), (1, 2), (2, 1), (1, 0), (0, 1), (-1,)]
    assert len({Chance.at(7, *path).bits() for path in paths}) == len(paths)
    assert Chance.at(7, 1, 2).bits() == Chance.at(7, 1, 2).bits()


def test_neighbouring_days_are_not_related() -> None:
    days = [Chance.at(7, day).normal() for day in range(5000)]
    products = [today * tomorrow for today, tomorrow in pairwise(days)]
    assert fmean(products) == pytest.approx(0, abs=0.05)


def test_normal_has_its_moments() -> None:
    chance = Chance.at(2)
    drawn = [chance.normal(10, 2) for _ in range(MANY)]
    assert fmean(drawn) == pytest.approx(10, abs=0.06)
    assert pstdev(drawn) == pytest.approx(2, rel=0.03)
    assert fmean(((x - 10) / 2) ** 4 for x in drawn) == pytest.approx(3, abs=0.25)


def test_lognormal_has_its_median_and_log_sd() -> None:
    chance = Chance.at(3)
    drawn = [chance.lognormal(80, 0.5) for _ in range(MANY)]
    assert median(drawn) == pytest.approx(80, rel=0.03)
    assert pstdev(map(log, drawn)) == pytest.approx(0.5, rel=0.03)
    assert fmean(drawn) == pytest.approx(80 * exp(0.125), rel=0.03)


def test_exponential_has_its_mean_and_spread() -> None:
    chance = Chance.at(4)
    drawn = [chance.exponential(25) for _ in range(MANY)]
    assert fmean(drawn) == pytest.approx(25, rel=0.03)
    assert pstdev(drawn) == pytest.approx(25, rel=0.05)


@pytest.mark.parametrize("mean", [0.0, 0.3, 4.0, 40.0])
def test_poisson_has_equal_mean_and_variance(mean: float) -> None:
    chance = Chance.at(5)
    drawn = [chance.poisson(mean) for _ in range(5000)]
    assert fmean(drawn) == pytest.approx(mean, rel=0.06)
    assert pstdev(drawn) ** 2 == pytest.approx(mean, rel=0.1)


def test_student_has_unit_variance_and_heavier_tails_than_normal() -> None:
    chance = Chance.at(6)
    drawn = [chance.student5() for _ in range(MANY)]
    assert fmean(drawn) == pytest.approx(0, abs=0.03)
    assert pstdev(drawn) == pytest.approx(1, rel=0.05)
    # Beyond 3 standard deviations: 1.2 % of Student's t(5), 0.27 % of normal.
    assert sum(abs(x) > 3 for x in drawn) / MANY == pytest.approx(0.0117, abs=0.004)


def test_choices_come_as_often_as_they_should() -> None:
    chance = Chance.at(8)
    assert fmean(chance.below(6) for _ in range(MANY)) == pytest.approx(2.5, abs=0.05)
    assert fmean(chance.happens(0.2) for _ in range(MANY)) == pytest.approx(0.2, abs=0.01)
    assert fmean(chance.between(-1, 3) for _ in range(MANY)) == pytest.approx(1, abs=0.05)
    assert {chance.choice("abc") for _ in range(100)} == set("abc")


def test_a_sample_keeps_the_order_and_repeats_nothing() -> None:
    chance = Chance.at(9)
    for _ in range(50):
        drawn = chance.sample(range(10), 4)
        assert drawn == sorted(set(drawn))
        assert len(drawn) == 4
    assert chance.sample("abc", 3) == list("abc")


def test_a_wheel_follows_its_weights_and_never_gives_weight_zero() -> None:
    chance = Chance.at(10)
    wheel = Wheel(["never", "seldom", "often", "neither"], [0, 1, 3, 0])
    drawn = [wheel.spin(chance) for _ in range(MANY)]
    assert set(drawn) == {"seldom", "often"}
    assert drawn.count("often") / MANY == pytest.approx(0.75, abs=0.015)
