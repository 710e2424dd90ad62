"""Token buckets in this process: how often one key may do a thing."""

from dataclasses import dataclass

from hearthline.kernel import Clock, TooMany, Words


class TooFast(TooMany):
    """A key did a thing more often than its bucket allows."""

    code = "rate.too_fast"
    detail = Words(
        zh="发送得太快了，请 {retry_after_seconds} 秒后再试，内容不会丢失。",
        en="Too fast; try again in {retry_after_seconds} s. Nothing is lost.",
    )


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class RateLimit:
    """`burst` at once, then `per_second` in the long run, for each key."""

    def __init__(self, clock: Clock, *, per_second: float, burst: int, keys: int = 50_000) -> None:
        """At most `keys` buckets are kept; the oldest full ones are forgotten first."""
        self._clock = clock
        self._rate = per_second
        self._burst = float(burst)
        self._keys = keys
        self._buckets: dict[str, _Bucket] = {}

    def take(self, key: str) -> None:
        """Take a token; raises TooFast with the seconds until the next one."""
        now = self._clock.monotonic()
        bucket = self._buckets.pop(key, None) or _Bucket(self._burst, now)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        self._buckets[key] = bucket
        if len(self._buckets) > self._keys:
            self._buckets.pop(next(iter(self._buckets)))
        if bucket.tokens < 1:
            wait = (1 - bucket.tokens) / self._rate
            raise TooFast(retry_after_seconds=max(1, round(wait + 0.5)))
        bucket.tokens -= 1
