"""When a call may be tried again, and after what pause. Pure: no time passes here."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Trouble(StrEnum):
    """Why an attempt brought no answer that can be used."""

    BROKEN = "broken"
    SAID_RETRYABLE = "said_retryable"
    SLOW = "slow"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """At most `again` further attempts, with growing jittered pauses inside the deadline."""

    again: int = 2
    first_pause: timedelta = timedelta(milliseconds=150)
    longest_pause: timedelta = timedelta(seconds=2)

    def pause_before(
        self, attempt: int, trouble: Trouble, *, left_seconds: float, jitter: float, asked: float
    ) -> float | None:
        """Seconds to wait before attempt number `attempt` (2 is the first repeat), None to stop.

        `jitter` is 0–1; `asked` is the pause that the other side named (0 if it named none).
        A slow answer is not repeated: the system has the work already, more of it does not help.
        """
        if trouble not in (Trouble.BROKEN, Trouble.SAID_RETRYABLE) or attempt > self.again + 1:
            return None
        grown = self.first_pause.total_seconds() * 2 ** (attempt - 2)
        pause = max(asked, min(grown, self.longest_pause.total_seconds()) * (0.5 + jitter / 2))
        return pause if pause < left_seconds else None
