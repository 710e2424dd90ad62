"""Looks after child programs: logs to a file each, a restart with back-off, a clean stop."""

import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hearthline.kernel import Clock
from hearthline.platform.postgres import ends_with_us

Tell = Callable[[str], None]

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
_CALM_AFTER_SECONDS = 60.0
_STOP_PATIENCE_SECONDS = 15.0
_LOG_LIMIT_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Program:
    """A program to keep running."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(repr=False)


class Kept:
    """One program and its present process."""

    def __init__(self, program: Program, logs: Path, clock: Clock) -> None:
        """Describe it; `start` runs it."""
        self.program = program
        self.log = logs / f"{program.name}.log"
        self.restarts = 0
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._next_start_at = 0.0
        self._pause_seconds = FIRST_PAUSE_SECONDS

    @property
    def pid(self) -> int | None:
        """The process, while it lives."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        """Run it, with its words appended to its log."""
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                ends_with_us(self.program.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.program.environment),
                start_new_session=True,  # Ctrl-C in the terminal is for us; we stop them in order
            )
        self._started_at = self._clock.monotonic()

    def look_after(self, tell: Tell) -> None:
        """Start it again if it has ended, after a pause that grows with every early end."""
        if self._process is None or self._process.poll() is None:
            return
        now = self._clock.monotonic()
        if self._next_start_at == 0.0:
            self._plan_restart(now, tell)
        elif now >= self._next_start_at:
            self._next_start_at = 0.0
            self.restarts += 1
            self.start()

    def stop(self) -> None:
        """Ask it to end, and insist after a while."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def last_words(self, lines: int = 8) -> list[str]:
        """The end of its log, each line with its name before it."""
        if not self.log.exists():
            return []
        said = self.log.read_text(errors="replace").splitlines()[-lines:]
        return [f"{self.program.name} | {line}" for line in said]

    def _plan_restart(self, now: float, tell: Tell) -> None:
        assert self._process is not None  # noqa: S101  # look_after has seen it
        if now - self._started_at > _CALM_AFTER_SECONDS:
            self._pause_seconds = FIRST_PAUSE_SECONDS
        tell(
            f"{self.program.name} ended with status {self._process.returncode};"
            f" starting it again in {self._pause_seconds:.0f} s (log: {self.log})"
        )
        self._next_start_at = now + self._pause_seconds
        self._pause_seconds = min(self._pause_seconds * 2, LONGEST_PAUSE_SECONDS)


class Supervisor:
    """Keeps several programs running until it is told to stop."""

    def __init__(self, logs: Path, clock: Clock, tell: Tell) -> None:
        """Logs go to files in `logs`."""
        logs.mkdir(parents=True, exist_ok=True)
        self._logs = logs
        self._clock = clock
        self._tell = tell
        self.kept: list[Kept] = []

    def add(self, program: Program) -> Kept:
        """Start a program and keep it running."""
        kept = Kept(program, self._logs, self._clock)
        kept.start()
        self.kept.append(kept)
        return kept

    def look_after_all(self) -> None:
        """Start again whatever is due; call it several times a second."""
        for kept in self.kept:
            kept.look_after(self._tell)

    def stop_all(self) -> None:
        """Stop in the reverse order of starting."""
        for kept in reversed(self.kept):
            kept.stop()
