"""Reading a file in a process of its own, with limits of time and memory; never on the loop."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from hearthline.knowledge.transfer.codec import as_reading
from hearthline.knowledge.transfer.model import LARGEST_FILE_BYTES, Reading, refused

_START: Final = Path(__file__).with_name("doorless.py")
_MB: Final = 1024 * 1024
_MOST_TOLD_BYTES: Final = 200 * _MB
_CHUNK: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one file may cost: seconds of processor and of waiting, bytes of memory."""

    cpu_seconds: int = 60
    wall_seconds: float = 120.0
    memory_bytes: int = 1536 * _MB


class Isolation:
    """Reads files, each in a process that can be lost without harm."""

    def __init__(
        self, limits: ReadingLimits | None = None, *, tesseract: Path | None = None
    ) -> None:
        """`tesseract` recognises the text of scanned pages, where the operator has it."""
        self._limits = limits or ReadingLimits()
        self._tesseract = tesseract

    async def read(self, path: Path, name: str) -> Reading:
        """The items and troubles of a file; whatever happens to the process is a trouble too."""
        size = (await asyncio.to_thread(path.stat)).st_size
        if size > LARGEST_FILE_BYTES:
            size_mb, most_mb = -(-size // _MB), LARGEST_FILE_BYTES // _MB
            return refused("file_too_large", name, size_mb=size_mb, most_mb=most_mb)
        process = await self._begin(path, name)
        try:
            async with asyncio.timeout(self._limits.wall_seconds):
                told = await _all_of(process)
                status = await process.wait()
        except TimeoutError:
            return refused("took_too_long", name, seconds=int(self._limits.wall_seconds))
        finally:
            await _end(process)
        return self._outcome(told, status, name)

    async def _begin(self, path: Path, name: str) -> asyncio.subprocess.Process:
        limits = self._limits
        arguments = [
            str(path), name, str(limits.cpu_seconds), str(limits.memory_bytes),
            str(self._tesseract or ""),
        ]  # fmt: skip
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", str(_START), *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            # None of our secrets, and no threads that eat address space.
            env={"LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            start_new_session=True,
        )

    def _outcome(self, told: bytes | None, status: int, name: str) -> Reading:
        if status == -signal.SIGXCPU or (status == -signal.SIGKILL and told == b""):
            return refused("took_too_long", name, seconds=self._limits.cpu_seconds)
        if told is None:
            return refused("took_too_much", name)
        try:
            return as_reading(json.loads(told)) if status == 0 else _lost(name, f"status {status}")
        except (json.JSONDecodeError, UnicodeDecodeError, ValidationError) as trouble:
            return _lost(name, type(trouble).__name__)


async def _all_of(process: asyncio.subprocess.Process) -> bytes | None:
    """All that the process tells, or None when it is too much."""
    assert process.stdout is not None  # noqa: S101  (it was asked for)
    parts: list[bytes] = []
    size = 0
    while chunk := await process.stdout.read(_CHUNK):
        size += len(chunk)
        if size > _MOST_TOLD_BYTES:
            return None
        parts.append(chunk)
    return b"".join(parts)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Let nothing of the process and its own children live on."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


def _lost(name: str, why: str) -> Reading:
    return refused("reader_ended", name, why=why)
