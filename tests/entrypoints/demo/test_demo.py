"""One command brings the whole system up, keeps it up, and takes it down cleanly."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import psutil
import pytest

from hearthline.entrypoints.ports import any_free_port
from hearthline.platform.settings import process_environment

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]


@dataclass
class Demo:
    """A demo that runs, and what it said."""

    process: subprocess.Popen[str]
    data_dir: Path
    facts: dict[str, object]

    @property
    def url(self) -> str:
        """Where it answers."""
        return str(self.facts["url"])

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the program beside it, on the same data folder."""
        return subprocess.run(
            [sys.executable, "-m", "hearthline", *words],
            capture_output=True,
            text=True,
            check=False,
            env=environment(self.data_dir),
        )


def environment(data_dir: Path) -> dict[str, str]:
    """The environment with a data folder and nothing else of ours."""
    kept = process_environment().items()
    clean = {name: value for name, value in kept if not name.startswith("HEARTHLINE_")}
    return clean | {"HEARTHLINE_DATA_DIR": str(data_dir)}


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """The demo, from nothing to a page that answers."""
    home = Path(tempfile.mkdtemp(prefix="hearthline-demo-"))
    home.chmod(0o755)
    words = ["demo", "--no-browser", "--json", "--port", str(any_free_port())]
    with subprocess.Popen(
        [sys.executable, "-m", "hearthline", *words],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(home / "data"),
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"the demo ended with status {process.wait()}"
        try:
            yield Demo(process, home / "data", json.loads(line))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()
    shutil.rmtree(home)


def test_the_pages_and_the_simulator_answer(demo: Demo) -> None:
    for address in (f"{demo.url}/readyz", f"{demo.url}/demo", str(demo.facts["simulator_url"])):
        assert httpx2.get(address, trust_env=False).is_success, address


def test_the_printed_log_ins_are_good(demo: Demo) -> None:
    logins = demo.facts["logins"]
    assert isinstance(logins, dict)

    for username, password in logins.items():
        body = {"tenant": None, "username": username, "password": password}
        answer = httpx2.post(f"{demo.url}/api/v1/staff/login", json=body, trust_env=False)
        assert answer.is_success, username


def test_a_second_demo_on_the_folder_says_so(demo: Demo) -> None:
    second = demo.run("demo", "--no-browser", "--port", str(any_free_port()))

    assert second.returncode == 2
    assert str(demo.process.pid) in second.stderr
    assert httpx2.get(f"{demo.url}/readyz", trust_env=False).is_success


def test_the_channels_secret_is_told_alone(demo: Demo) -> None:
    told = demo.run("channel", "secret", "demo-web")

    assert told.returncode == 0
    assert len(told.stdout.strip()) >= 32
    assert len(told.stdout.splitlines()) == 1


def test_messages_of_a_file_are_replayed_and_counted(demo: Demo, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    texts = ["室温多少度算合格", "我要找真人", "路灯坏了三个月没人修，请市政部门处理"]
    rows = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    file.write_text("\n".join(rows))

    replayed = demo.run("replay", str(file), "--url", demo.url, "--json")

    facts = json.loads(replayed.stdout.splitlines()[-1])
    assert (replayed.returncode, facts["n"], facts["error"]) == (0, 3, 0)
    assert (facts["answered"], facts["handed_over"], facts["refused"]) == (1, 1, 1)


def test_talking_in_the_terminal_is_answered(demo: Demo) -> None:
    talked = subprocess.run(
        [sys.executable, "-m", "hearthline", "chat", "--url", demo.url],
        input="室温多少度算合格\n\n",
        capture_output=True,
        text=True,
        check=True,
        env=environment(demo.data_dir),
    )

    assert "18" in talked.stdout


def test_ending_the_demo_ends_everything_cleanly(demo: Demo) -> None:
    children = psutil.Process(demo.process.pid).children(recursive=True)

    os.kill(demo.process.pid, signal.SIGINT)

    assert demo.process.wait(60) == 0
    gone, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []
    assert gone
