"""Programs that end are started again, and all of them stop when told to."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from hearthline.entrypoints.demo.supervisor import Kept, Program, Supervisor
from hearthline.platform.settings import process_environment
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

SLEEP = "print('hello', flush=True); import time; time.sleep(60)"


@pytest.fixture
def told() -> list[str]:
    """What was said to the person at the terminal."""
    return []


@pytest.fixture
def supervisor(tmp_path: Path, clock: FakeClock, told: list[str]) -> Iterator[Supervisor]:
    """A supervisor that is stopped afterwards."""
    made = Supervisor(tmp_path / "logs", clock, told.append)
    yield made
    made.stop_all()


def program(code: str, name: str = "server") -> Program:
    """A Python one-liner as a program."""
    return Program(name, [sys.executable, "-c", code], process_environment())


def wait_until(holds: Callable[[], object]) -> None:
    """Wait for a condition, at most some seconds."""
    deadline = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def end(kept: Kept) -> None:
    """kill -9 the program and wait until that is seen."""
    assert kept.pid is not None
    os.kill(kept.pid, signal.SIGKILL)
    wait_until(lambda: kept.pid is None)


def test_words_of_a_program_go_to_its_own_log(supervisor: Supervisor) -> None:
    kept = supervisor.add(program(SLEEP))

    wait_until(kept.last_words)

    assert kept.last_words() == ["server | hello"]


def test_a_program_that_ended_is_started_again_after_a_pause(
    supervisor: Supervisor, clock: FakeClock, told: list[str]
) -> None:
    kept = supervisor.add(program(SLEEP))
    end(kept)

    supervisor.look_after_all()
    assert kept.pid is None
    clock.advance(timedelta(seconds=1))
    supervisor.look_after_all()

    assert kept.pid is not None
    assert kept.restarts == 1
    assert "server ended with status -9" in told[0]


def test_the_pause_doubles_while_a_program_keeps_ending(
    supervisor: Supervisor, clock: FakeClock, told: list[str]
) -> None:
    kept = supervisor.add(program("raise SystemExit(3)"))
    for pause in (1, 2, 4):
        wait_until(lambda: kept.pid is None)
        supervisor.look_after_all()
        clock.advance(timedelta(seconds=pause))
        supervisor.look_after_all()

    assert [words.split(" in ")[1].split(" s")[0] for words in told] == ["1", "2", "4"]


def test_stopping_ends_every_program(supervisor: Supervisor) -> None:
    pids = [supervisor.add(program(SLEEP, name)).pid for name in ("server", "worker")]

    supervisor.stop_all()

    assert not any(psutil.pid_exists(pid) for pid in pids if pid)
