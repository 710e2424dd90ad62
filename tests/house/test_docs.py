"""What the documents say is there is there, and everything public says what it is."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, classes_in, python_files, text_of, tracked, tree_of

pytestmark = pytest.mark.unit

LONGEST_MODULE_DOCSTRING = 8
SOURCES = python_files("src", "tools", "tests")
PAGES = [path for path in tracked() if path.suffix == ".md" and path.parts[0] != "packs"]
_LINK = re.compile(r"\]\((?P<target>[^)\s#]+)(?:#[^)]*)?\)")
_PATH = re.compile(r"`(?P<path>(?:src|packs|tests|web|docs|tools)/[\w./-]+)`")
_FENCE = re.compile(r"```.*?```", re.DOTALL)


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_a_module_says_what_it_is(path: Path) -> None:
    said = ast.get_docstring(tree_of(path), clean=True)
    assert said, f"{path}: one to five lines, what it is and the one thing to know"
    if path.name != "errors.py":  # there the docstring draws the tree of errors
        assert len(said.splitlines()) <= LONGEST_MODULE_DOCSTRING


@pytest.mark.parametrize("path", python_files("src", "tools"), ids=str)
def test_whatever_is_public_says_what_it_is(path: Path) -> None:
    silent = [node.name for node in classes_in(path) if _is_silent(node)]
    silent += [
        node.name
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_silent(node)
    ]
    assert silent == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    words = _FENCE.sub("", text_of(page))
    targets = [match["target"] for match in _LINK.finditer(words)]
    local = [
        target for target in targets if "://" not in target and not target.startswith("mailto:")
    ]
    broken = [target for target in local if not (ROOT / page.parent / target).exists()]
    assert broken == []


@pytest.mark.parametrize("page", [p for p in PAGES if p.name != "benchmarks.md"], ids=str)
def test_paths_named_in_pages_exist(page: Path) -> None:
    named = [match["path"] for match in _PATH.finditer(text_of(page))]
    gone = [path for path in named if not (ROOT / path).exists() and "…" not in path]
    assert gone == []


def test_every_feature_leads_to_a_file() -> None:
    page = Path("docs/features.md")
    assert page in tracked()
    rows = [
        line for line in text_of(page).splitlines() if line.startswith("| ") and "---" not in line
    ]
    astray = [row for row in rows[1:] if not _PATH.search(row)]
    assert astray == []


def _is_silent(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return not node.name.startswith("_") and ast.get_docstring(node) is None
