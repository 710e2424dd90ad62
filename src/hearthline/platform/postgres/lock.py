"""One holder at a time for a folder: an advisory lock that dies with its process."""

import fcntl
import json
import os
from pathlib import Path
from typing import Self

from hearthline.platform.postgres.errors import FolderInUse, FolderNotOurs


class FolderLock:
    """An exclusive lock on a folder; the kernel lets go of it when the holder dies."""

    def __init__(self, folder: Path, name: str = "lock") -> None:
        """Describe the lock; nothing is taken before `take`."""
        self._folder = folder
        self._path = folder / name
        self._file: int | None = None

    def take(self) -> Self:
        """Hold the folder; raises FolderInUse, which names the holder."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise FolderNotOurs(folder=str(self._folder), why=error.strerror) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            raise FolderInUse(folder=str(self._folder), pid=self.holder() or "?") from None
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps({"pid": os.getpid()}).encode(), 0)
        self._file = file
        return self

    def release(self) -> None:
        """Let go; harmless when nothing is held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def holder(self) -> int | None:
        """The process that wrote its number last, alive or not."""
        try:
            return int(json.loads(self._path.read_text())["pid"])
        except (OSError, ValueError, KeyError):
            return None

    def is_held(self) -> bool:
        """Whether some process, this one included, holds the folder now."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(file)
        return False

    def __enter__(self) -> Self:
        """Hold the folder for the length of a `with` block."""
        return self.take()

    def __exit__(self, *_: object) -> None:
        """Let go at the end of the block."""
        self.release()
