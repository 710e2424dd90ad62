"""Waiting until the server can serve, while its programs are looked after."""

from threading import Event

import httpx2

from hearthline.entrypoints.demo.supervisor import Supervisor, Tell
from hearthline.kernel import Clock, Unavailable, Words

LOOK_EVERY_SECONDS = 0.1
_TELL_EVERY_SECONDS = 10.0
_GIVE_UP_AFTER_RESTARTS = 3


class ProgramDoesNotStart(Unavailable):
    """A program ends again and again; its last words are in the details."""

    code = "demo.program_does_not_start"
    detail = Words(
        zh="{name} 起不来，最后的日志：\n{said}",
        en="{name} does not start. Its last words:\n{said}",
    )


def wait_until_ready(
    url: str, supervisor: Supervisor, clock: Clock, *, tell: Tell, stopped: Event
) -> bool:
    """True once the server can serve, False when it was stopped before."""
    told_at = clock.monotonic()
    while not stopped.wait(LOOK_EVERY_SECONDS):
        supervisor.look_after_all()
        lacking = _lacking(url)
        if not lacking:
            return True
        for kept in supervisor.kept:
            if kept.restarts >= _GIVE_UP_AFTER_RESTARTS:
                said = "\n".join(kept.last_words())
                raise ProgramDoesNotStart(name=kept.program.name, said=said)
        if clock.monotonic() - told_at > _TELL_EVERY_SECONDS:
            told_at = clock.monotonic()
            tell(f"waiting for the server: {lacking}")
    return False


def _lacking(url: str) -> str:
    """What the server still lacks; empty once it can serve."""
    try:
        answer = httpx2.get(f"{url}/readyz", timeout=2, trust_env=False)
    except httpx2.HTTPError as error:
        return type(error).__name__
    return "" if answer.is_success else answer.text[:200]
