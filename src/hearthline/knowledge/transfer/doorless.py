"""Starts the reading process, without what the front doors of knowledge would load.

A reader needs neither database nor web: without them the process begins in a fraction of the time
and has less in it that a hostile file could reach.
"""

import runpy
import sys
from pathlib import Path
from types import ModuleType

_HERE = Path(__file__).parent
_DOORS = {"hearthline.knowledge": _HERE.parent, "hearthline.knowledge.transfer": _HERE}


def _pass_by(name: str, folder: Path) -> None:
    """Let the modules of a package be found, and its door stay shut."""
    bare = ModuleType(name)
    bare.__path__ = [str(folder)]
    sys.modules[name] = bare


if __name__ == "__main__":
    for _name, _folder in _DOORS.items():
        _pass_by(_name, _folder)
    runpy.run_module("hearthline.knowledge.transfer.child", run_name="__main__")
