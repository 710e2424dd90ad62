"""Names say what things are; exceptions to rules say why."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, functions_in, python_files, text_of, tracked, tree_of

pytestmark = pytest.mark.unit

NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "stuff"}
STATES = {"alpha", "beta", "new", "old", "legacy", "tmp", "v2"}
CATEGORIES = {"unit", "store", "api", "journey"}
FEWEST_WORDS = 3

SOURCES = python_files("src", "tools")
TESTS = [path for path in python_files("tests") if path.name.startswith("test_")]
_EXCEPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b(?P<rest>.*)")
_REASON = re.compile(r"(?:\s#\s*|\s*\()\s*\S+")
_UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
_REGISTRY = re.compile(
    r'"resolved":\s*"https?:|https?://\S+\.(?:whl|tgz|tar\.gz)\b|--(?:extra-)?index-url'
)


@pytest.mark.parametrize("path", python_files("src", "tools", "tests"), ids=str)
def test_a_file_has_a_name_that_says_something(path: Path) -> None:
    words = {part.removesuffix(".py") for part in path.parts}
    assert not words & NAMELESS, f"{path}: name it by what is in it"
    assert not words & STATES, f"{path}: no state or version in a path"


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_nothing_is_left_for_later(path: Path) -> None:
    left = [line for line in text_of(path).splitlines() if _UNFINISHED.search(line)]
    assert left == []


@pytest.mark.parametrize("path", python_files("src", "tools", "tests"), ids=str)
def test_an_exception_to_a_rule_has_its_reason_beside_it(path: Path) -> None:
    bare = [
        line.strip()
        for line in text_of(path).splitlines()
        if (found := _EXCEPTION.search(line)) and not _REASON.search(found["rest"])
    ]
    if path.name == Path(__file__).name:
        bare = []
    assert bare == []


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_imports_stand_at_the_top(path: Path) -> None:
    inner = [
        f"{function.name}: {ast.unparse(node)}"
        for function in functions_in(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inner == []


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_a_test_module_says_what_it_needs(path: Path) -> None:
    marks = {
        name
        for node in tree_of(path).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
        for name in re.findall(r"pytest\.mark\.(\w+)", ast.unparse(node.value))
    }
    assert len(marks & CATEGORIES) == 1, f"{path}: pytestmark names one of {sorted(CATEGORIES)}"


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_a_tests_name_is_a_sentence(path: Path) -> None:
    curt = [
        node.name
        for node in functions_in(path)
        if node.name.startswith("test_") and len(node.name.split("_")) <= FEWEST_WORDS
    ]
    assert curt == []


def test_tests_lie_where_the_code_lies() -> None:
    apart = {"house", "journeys", "fakes", "make"}
    slices = {path.name for path in (ROOT / "src" / "hearthline").iterdir() if path.is_dir()}
    folders = {path.parts[1] for path in python_files("tests") if len(path.parts) > 2}
    assert folders <= slices | apart


def test_no_tracked_file_names_where_packages_come_from() -> None:
    here = Path(__file__).relative_to(ROOT)
    telling = [
        str(path)
        for path in tracked()
        if path != here and path.suffix in {".json", ".lock", ".toml", ".txt", ".npmrc", ".sh", ""}
        if _REGISTRY.search(text_of(path))
    ]
    assert telling == []
