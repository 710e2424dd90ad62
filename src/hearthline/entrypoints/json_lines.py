"""Rows of a JSON Lines file; the first fault ends the program with its file and line."""

import json
from pathlib import Path
from typing import Any, TypeAlias

from hearthline.entrypoints.terminal import fail

Row: TypeAlias = dict[str, Any]


def read_rows(path: Path, *members: str) -> list[Row]:
    """Every row, each an object with the named members; empty lines are passed over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        fail(f"{path}: no such file")
    except UnicodeDecodeError as trouble:
        line = trouble.object[: trouble.start].count(b"\n") + 1
        fail(f"{path}:{line}: not UTF-8")
    except OSError as trouble:
        fail(f"{path}: cannot be read: {trouble.strerror}")
    rows = [
        _row(line, members, f"{path}:{number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    return rows or fail(f"{path}:1: the file has no rows")


def _row(line: str, members: tuple[str, ...], place: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as trouble:
        fail(f"{place}: not JSON: {trouble.msg}")
    if not isinstance(row, dict):
        fail(f"{place}: not an object")
    for member in members:
        if member not in row:
            fail(f"{place}: `{member}` is missing")
    if "text" in members and not isinstance(row["text"], str):
        fail(f"{place}: `text` is not a text")
    if "relevant" in members and not isinstance(row["relevant"], list):
        fail(f"{place}: `relevant` is not a list")
    return row
