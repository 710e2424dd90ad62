"""The project's own files, read once for all house rules."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project: what git tracks, and what it would track."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = (Path(name) for name in sorted(listed.stdout.split("\0")) if name)
    return tuple(path for path in paths if (ROOT / path).is_file())


def python_files(*folders: str) -> list[Path]:
    """Python files under folders such as `src`, relative to the project."""
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in folders]


def web_files() -> list[Path]:
    """TypeScript that people write: not the generated client."""
    return [
        path
        for path in tracked()
        if path.parts[0] == "web" and path.suffix in {".ts", ".tsx"} and path.name != "schema.ts"
    ]


@functools.cache
def text_of(path: Path) -> str:
    """A file's text."""
    return (ROOT / path).read_text(encoding="utf-8")


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """A Python file's syntax tree."""
    return ast.parse(text_of(path), filename=str(path))


def functions_in(path: Path) -> Iterator[Function]:
    """Every function and method of a file, nested ones included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def classes_in(path: Path) -> Iterator[ast.ClassDef]:
    """Every class of a file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef):
            yield node


def lines_of(node: Function | ast.ClassDef) -> int:
    """How many lines a function or class takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def decorators_of(node: Function) -> list[str]:
    """The decorators of a function as written."""
    return [ast.unparse(decorator) for decorator in node.decorator_list]
