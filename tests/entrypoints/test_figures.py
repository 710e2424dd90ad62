"""Percentiles are values that were measured."""

import pytest

from hearthline.entrypoints.figures import latency_ms, percentile

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1.0), (0.5, 50.0), (0.95, 95.0), (0.99, 99.0), (1.0, 100.0)]
)
def test_a_percentile_is_the_nearest_rank(share: float, value: float) -> None:
    assert percentile([float(n) for n in range(100, 0, -1)], share) == value


def test_one_value_is_every_percentile() -> None:
    assert latency_ms([0.0123]) == {"p50_ms": 12.3, "p95_ms": 12.3, "p99_ms": 12.3}


def test_nothing_measured_is_zero() -> None:
    assert percentile([], 0.5) == 0.0
