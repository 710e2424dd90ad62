"""The map holds: what stands on what, and slices meet at their doors."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.unit


def test_imports_keep_to_the_map() -> None:
    linter = Path(sys.executable).parent / "lint-imports"

    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_the_front_door_contract_notices_a_trespass(tmp_path: Path) -> None:
    _package(tmp_path / "house" / "tickets", "store", "")
    _package(tmp_path / "house" / "quality", "rules", "from house.tickets import store\n")
    (tmp_path / "house" / "__init__.py").write_text("")
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = house\n"
        "contract_types =\n    front_door: tools.front_door.FrontDoorContract\n"
        "[importlinter:contract:doors]\nname = doors\ntype = front_door\n"
        "root = house\nopen_to =\n    house.entrypoints\nshared =\n    house.platform\n"
    )
    linter = Path(sys.executable).parent / "lint-imports"

    done = subprocess.run(
        [linter, "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "house.quality.rules reaches into house.tickets.store" in " ".join(done.stdout.split())


def _package(folder: Path, module: str, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / f"{module}.py").write_text(text)
