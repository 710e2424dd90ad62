"""Our own programs as child processes through the command line, ended with the test."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from hearthline.kernel import SystemClock
from hearthline.platform.settings import process_environment

STOP_SECONDS = 40.0
LOOK_SECONDS = 0.05


async def until(
    condition: Callable[[], Awaitable[bool]], what: str, *, seconds: float = 20
) -> None:
    """Wait for something that must come true; its name is in the error if it does not."""
    clock = SystemClock()
    end = clock.monotonic() + seconds
    while not await condition():
        if clock.monotonic() > end:
            raise AssertionError(f"not within {seconds:.0f} s: {what}")
        await asyncio.sleep(LOOK_SECONDS)


@dataclass
class Child:
    """One running program."""

    name: str
    process: asyncio.subprocess.Process
    log: Path
    url: str = ""
    words: list[str] = field(default_factory=list)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    async def start(
        cls,
        name: str,
        words: list[str],
        *,
        environment: Mapping[str, str],
        log: Path,
        url: str = "",
    ) -> "Child":
        """Run `hearthline <words>`; what it says on standard error goes to the log."""
        child_environment = clean_environment() | dict(environment)
        with log.open("ab") as out:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "hearthline", *words),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE if name == "demo" else out,
                stderr=out,
                env=child_environment,
                start_new_session=True,
            )
        return cls(name, process, log, url, words, child_environment)

    async def again(self) -> "Child":
        """The same program once more, after its end."""
        assert self.process.returncode is not None, f"{self.name} still runs"
        return await Child.start(
            self.name, self.words, environment=self.environment, log=self.log, url=self.url
        )

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end; its exit status."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        try:
            return await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
        except TimeoutError:
            await self.kill()
            raise AssertionError(f"{self.name} did not end:\n{self.said()}") from None

    def said(self, lines: int = 30) -> str:
        """Its last words."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    async def ready(self, path: str = "/readyz", *, seconds: float = 60) -> "Child":
        """Wait until it serves."""

        async def serves() -> bool:
            assert self.process.returncode is None, f"{self.name} ended:\n{self.said()}"
            try:
                return (await http.get(path)).is_success
            except httpx2.TransportError:
                return False

        async with httpx2.AsyncClient(base_url=self.url, trust_env=False, timeout=2) as http:
            await until(serves, f"{self.name} serves {path}", seconds=seconds)
        return self


def clean_environment() -> dict[str, str]:
    """This process's environment without any setting of ours; starts again are quick ones."""
    given = process_environment()
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    ours = {"PYTHONUNBUFFERED": "1", "COLUMNS": "120"}
    return {
        name: value for name, value in given.items() if not name.startswith("HEARTHLINE_")
    } | ours
