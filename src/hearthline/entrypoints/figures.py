"""Percentiles and their units, the same for every command that measures."""

from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie; 0 of none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    place = min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))
    return ordered[place]


def latency_ms(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds."""
    return {
        f"p{share}_ms": round(percentile(seconds, share / 100) * 1000, 1) for share in (50, 95, 99)
    }
