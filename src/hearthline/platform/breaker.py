"""A circuit breaker: after a row of failures nobody waits for a system that is down.

closed → (N failures in a row within the window) → open → (pause) → half open: one probe decides.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from hearthline.kernel import Clock


class Circuit(StrEnum):
    """Where a breaker stands."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerLimits:
    """When a breaker opens and how long it stays open."""

    failures_in_a_row: int = 5
    window: timedelta = timedelta(seconds=30)
    pause: timedelta = timedelta(seconds=10)


@dataclass(slots=True)
class Breaker:
    """Decides whether a call may be tried; every admitted call reports back exactly once."""

    clock: Clock
    limits: BreakerLimits = field(default_factory=BreakerLimits)
    _failed_at: list[float] = field(default_factory=list, init=False)
    _opened_at: float | None = field(default=None, init=False)
    _probing: bool = field(default=False, init=False)

    @property
    def circuit(self) -> Circuit:
        """The state at this moment."""
        if self._opened_at is None:
            return Circuit.CLOSED
        waited = self.clock.monotonic() - self._opened_at
        return Circuit.OPEN if waited < self.limits.pause.total_seconds() else Circuit.HALF_OPEN

    def admits(self) -> bool:
        """Whether one more call may go out; half open, only one at a time."""
        circuit = self.circuit
        if circuit is Circuit.HALF_OPEN and not self._probing:
            self._probing = True
            return True
        return circuit is Circuit.CLOSED

    def succeeded(self) -> None:
        """The system answered: close, and forget earlier failures."""
        self._failed_at.clear()
        self._opened_at = None
        self._probing = False

    def failed(self) -> None:
        """The system did not answer: count it, and open after a row of them."""
        now = self.clock.monotonic()
        if self._opened_at is not None:
            self._opened_at, self._probing = now, False
            return
        since = now - self.limits.window.total_seconds()
        self._failed_at = [moment for moment in self._failed_at if moment >= since] + [now]
        if len(self._failed_at) >= self.limits.failures_in_a_row:
            self._opened_at = now

    def abandoned(self) -> None:
        """The call was given up by its caller; it says nothing about the system."""
        self._probing = False
