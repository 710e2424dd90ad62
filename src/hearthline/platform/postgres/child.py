"""The running PostgreSQL as our child: started, watched and reaped by one thread.

The kernel tells a child of the death of the *thread* that made it, so the thread that starts
the server stays until the server has ended.
"""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from hearthline.platform.postgres.account import Account

_LAUNCH = Path(__file__).with_name("launch.py")


def ends_with_us(command: list[str], account: Account | None = None) -> list[str]:
    """`command` so that it gets SIGINT when the thread that starts it dies, as `account`."""
    other = account is not None and account.is_other
    who = [str(account.uid), str(account.gid)] if account and other else ["-1", "-1"]
    return [sys.executable, "-I", "-S", str(_LAUNCH), str(os.getpid()), *who, *command]


class Child:
    """One run of the server."""

    def __init__(self, command: list[str], *, account: Account, log: int) -> None:
        """Start it; returns once the process exists, long before it answers."""
        self.pid = 0
        self._command = command
        self._account = account
        self._log = log
        self._born = threading.Event()
        self._ended = threading.Event()
        self._failure: OSError | None = None
        self._keeper = threading.Thread(target=self._keep, name="postgres-keeper", daemon=True)
        self._keeper.start()
        self._born.wait()
        if self._failure is not None:
            raise self._failure

    @property
    def is_running(self) -> bool:
        """Whether it lives."""
        return not self._ended.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end; False when it still lives after `seconds`."""
        return self._ended.wait(seconds)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal; harmless when it has ended."""
        if self.is_running:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                return

    def _keep(self) -> None:
        try:
            process = subprocess.Popen(
                ends_with_us(self._command, self._account),
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                cwd="/",
                start_new_session=True,  # Ctrl-C in the terminal is for us, not for it
            )
        except OSError as error:
            self._failure = error
            self._ended.set()
            self._born.set()
            return
        finally:
            os.close(self._log)
        self.pid = process.pid
        self._born.set()
        process.wait()
        self._ended.set()
