"""A whole system of its own for a benchmark: fresh database, simulator, server, worker."""

import contextlib
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import psutil

from hearthline.entrypoints.database import Addresses, database_of
from hearthline.entrypoints.demo.plan import HOST, plan
from hearthline.entrypoints.demo.prepare import prepare
from hearthline.entrypoints.demo.readiness import wait_until_ready
from hearthline.entrypoints.demo.seed import CHANNEL_KEY
from hearthline.entrypoints.demo.supervisor import Kept, Supervisor, Tell
from hearthline.entrypoints.ports import any_free_port
from hearthline.kernel import SystemClock, TenantId
from hearthline.platform.settings import Settings, load_settings, process_environment


@dataclass(frozen=True, slots=True)
class Rig:
    """What a benchmark works with."""

    port: int
    settings: Settings
    tenant_id: TenantId
    database: Addresses = field(repr=False)
    supervisor: Supervisor = field(repr=False)
    host: str = HOST
    channel: str = CHANNEL_KEY

    @property
    def server(self) -> Kept:
        """The server's program."""
        return next(kept for kept in self.supervisor.kept if kept.program.name == "server")

    @property
    def url(self) -> str:
        """The server's address."""
        return f"http://{self.host}:{self.port}"

    def end_server(self, how_hard: signal.Signals, tell: Tell) -> None:
        """End the server's process and return once its successor can serve."""
        pid = self.server.pid
        if pid is not None:
            process = psutil.Process(pid)
            process.send_signal(how_hard)
            while self.server.pid == pid:
                with contextlib.suppress(psutil.TimeoutExpired):
                    process.wait(0.05)
        self.wait_until_ready(tell)

    def wait_until_ready(self, tell: Tell) -> None:
        """Return once the server can serve."""
        clock, never = SystemClock(), Event()
        wait_until_ready(self.url, self.supervisor, clock, tell=tell, stopped=never)


@contextmanager
def rig(tell: Tell) -> Iterator[Rig]:
    """Everything in a folder that is thrown away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hearthline-bench-"))
    folder.chmod(0o711)
    given = {"HEARTHLINE_DATA_DIR": str(folder / "data"), "HEARTHLINE_LOG_LEVEL": "WARNING"}
    settings = load_settings(given)
    tell("starting a system of its own for the benchmark")
    try:
        with database_of(settings, tell) as database:
            yield from _running(settings, database, tell, environment=_clean(given))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _running(
    settings: Settings, database: Addresses, tell: Tell, *, environment: dict[str, str]
) -> Iterator[Rig]:
    tenant_id = prepare(settings, database.owner_url, database.app_url)
    port = any_free_port()
    planned = plan(settings, database, port=port, environment=environment)
    supervisor = Supervisor(settings.data.dir / "logs", SystemClock(), tell)
    made = Rig(
        port=port,
        settings=settings,
        tenant_id=tenant_id,
        database=database,
        supervisor=supervisor,
    )
    try:
        for program in [*planned.programs, *planned.later]:
            supervisor.add(program)
        made.wait_until_ready(tell)
        yield made
    finally:
        supervisor.stop_all()


def _clean(given: dict[str, str]) -> dict[str, str]:
    """The environment without settings of the machine's own system."""
    kept = process_environment().items()
    return {name: value for name, value in kept if not name.startswith("HEARTHLINE_")} | given
