"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)


class FakeClock:
    """Tells the time that the test wants; 09:30 in Beijing on a day in the season."""

    def __init__(self, now: datetime = MORNING) -> None:
        """Begin at `now`."""
        self._now = now
        self._passed = 0.0

    def now(self) -> datetime:
        """The instant that the test is at."""
        return self._now

    def monotonic(self) -> float:
        """Seconds that have passed since the test began."""
        return self._passed

    def advance(self, span: timedelta) -> None:
        """Let time pass."""
        self._now += span
        self._passed += span.total_seconds()
