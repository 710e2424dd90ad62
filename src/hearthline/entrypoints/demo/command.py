"""`hearthline demo`: start everything, say where it is, look after it until Ctrl-C."""

import json
import signal
import subprocess
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Annotated, Any

import typer

from hearthline.entrypoints.database import Addresses, database_of
from hearthline.entrypoints.demo.logins import kept_logins
from hearthline.entrypoints.demo.plan import HOST, Plan, plan, preparation
from hearthline.entrypoints.demo.readiness import (
    LOOK_EVERY_SECONDS,
    ProgramDoesNotStart,
    wait_until_ready,
)
from hearthline.entrypoints.demo.state import fingerprint, is_prepared, note_prepared
from hearthline.entrypoints.demo.supervisor import Supervisor, Tell
from hearthline.entrypoints.ports import is_free
from hearthline.entrypoints.terminal import BAD_OUTCOME, AsJson, Column, Terminal, fail
from hearthline.kernel import SystemClock
from hearthline.platform.postgres import FolderInUse, FolderLock
from hearthline.platform.settings import (
    Settings,
    has_display,
    load_settings,
    process_environment,
)

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_LAST_LINES = 8


@app.command()
def demo(
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the server.")] = 8080,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no window.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run the whole system on this machine, with no other service, until Ctrl-C.

    Database, migrations, demo people, the business-system simulator, server and worker.
    Data stay in HEARTHLINE_DATA_DIR; a second run finds those of the first.

    Example: hearthline demo --port 8080
    """
    terminal = Terminal(as_json=as_json)
    settings = load_settings()
    with _only_demo(settings), _until_stopped() as stopped:
        if not is_free(HOST, port):
            fail(
                f"端口 {port} 已被占用，请换一个：hearthline demo --port {port + 1}\n"
                f"Port {port} is taken; try: hearthline demo --port {port + 1}"
            )
        _run(terminal, settings, port, stopped=stopped, opens_browser=not no_browser)


def _run(
    terminal: Terminal, settings: Settings, port: int, *, stopped: Event, opens_browser: bool
) -> None:
    clock = SystemClock()
    began = clock.monotonic()
    environment = process_environment() | {"HEARTHLINE_DATA_DIR": str(settings.data.dir)}
    with database_of(settings, terminal.aside) as database:
        _prepare(settings, database, environment, tell=terminal.aside)
        planned = plan(settings, database, port=port, environment=environment)
        supervisor = Supervisor(settings.data.dir / "logs", clock, terminal.aside)
        try:
            for program in planned.programs:
                supervisor.add(program)
            if wait_until_ready(
                planned.url, supervisor, clock, tell=terminal.aside, stopped=stopped
            ):
                _announce(terminal, planned, settings)
                terminal.aside(f"ready after {clock.monotonic() - began:.1f} s")
                for program in planned.later:
                    supervisor.add(program)
                if opens_browser and has_display():
                    webbrowser.open(f"{planned.url}/demo")
            while not stopped.wait(LOOK_EVERY_SECONDS):
                supervisor.look_after_all()
        finally:
            terminal.aside("stopping")
            supervisor.stop_all()


def _prepare(
    settings: Settings, database: Addresses, environment: dict[str, str], *, tell: Tell
) -> None:
    """Migrate and seed when the program, a pack or the database is not that of last time."""
    mark = fingerprint(settings.packs.dir)
    if is_prepared(database.owner_url, mark):
        return
    tell("preparing the database: migrations, demo people, knowledge")
    program = preparation(environment)
    urls = {"owner_url": database.owner_url, "app_url": database.app_url}
    done = subprocess.run(
        program.command,
        check=False,
        input=json.dumps(urls),
        capture_output=True,
        text=True,
        env=dict(program.environment),
    )
    if done.returncode != 0:
        said = "\n".join(done.stderr.strip().splitlines()[-_LAST_LINES:])
        raise ProgramDoesNotStart(name=program.name, said=said)
    note_prepared(database.owner_url, mark)


def _announce(terminal: Terminal, planned: Plan, settings: Settings) -> None:
    logins = kept_logins(settings.data.dir)
    places = {
        "客户页面 customer page": f"{planned.url}/demo",
        "客服工作台 console": f"{planned.url}/console/",
    }
    if planned.simulator_url:
        places["业务系统模拟器 business simulator"] = f"{planned.simulator_url}/"
    terminal.say()
    terminal.table([Column("打开 open"), Column("")], places.items())
    terminal.say()
    titles = ("姓名 name", "角色 role", "登录 log-in", "密码 password")
    people = [(it.name, it.role, it.username, it.password) for it in logins]
    terminal.table([Column(title) for title in titles], people)
    terminal.say()
    terminal.say(f"数据 data: {settings.data.dir}    日志 logs: {settings.data.dir / 'logs'}")
    terminal.say("按 Ctrl-C 停止  Ctrl-C stops it")
    facts: dict[str, Any] = {"url": planned.url, "simulator_url": planned.simulator_url}
    passwords = {login.username: login.password for login in logins}
    terminal.result(facts | {"logins": passwords, "data_dir": str(settings.data.dir)})


@contextmanager
def _only_demo(settings: Settings) -> Iterator[None]:
    """One demo a folder; the second says whose it is."""
    folder = settings.data.dir
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        fail(f"{folder}: {error.strerror}", BAD_OUTCOME)
    lock = FolderLock(folder, "demo.lock")
    try:
        lock.take()
    except FolderInUse as error:
        pid = error.details["pid"]
        fail(
            f"这个数据目录上已有一个演示在运行（进程 {pid}）：{folder}\n"
            f"A demo runs already on this data folder (process {pid}): {folder}"
        )
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _until_stopped() -> Iterator[Event]:
    """An event that Ctrl-C and SIGTERM set."""
    stopped = Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: stopped.set()) for number in numbers}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
