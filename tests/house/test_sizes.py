"""A file, a class and a function fit in the mind."""

import ast
from pathlib import Path

import pytest

from tests.house.sources import (
    Function,
    classes_in,
    decorators_of,
    functions_in,
    lines_of,
    python_files,
    text_of,
    web_files,
)

pytestmark = pytest.mark.unit

LONGEST_FILE = 400
LONGEST_TEST_FILE = 500
LONGEST_WEB_FILE = 250
LONGEST_FUNCTION = 60
LONGEST_CLASS = 250
MOST_PUBLIC_METHODS = 12
MOST_ARGUMENTS = 6
MOST_POSITIONAL = 3  # the session, the thing, and what is done with it
MOST_POSITIONAL_INSIDE = 4  # of what only its own file calls

SOURCES = python_files("src", "tools")
TESTS = python_files("tests")
# These are called by name by their framework, which gives each its parameters.
_CALLED_BY_NAME = (
    ".command",
    ".callback",
    ".get",
    ".post",
    ".put",
    ".patch",
    ".delete",
    ".websocket",
)


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_a_file_fits_in_the_mind(path: Path) -> None:
    lines = len(text_of(path).splitlines())
    assert lines <= LONGEST_FILE, f"{path} has {lines} lines; give one of its ideas its own file"


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_a_test_file_can_be_read_through(path: Path) -> None:
    lines = len(text_of(path).splitlines())
    assert lines <= LONGEST_TEST_FILE, f"{path} has {lines} lines"


@pytest.mark.parametrize("path", web_files(), ids=str)
def test_a_web_file_is_one_screen_of_purpose(path: Path) -> None:
    lines = len(text_of(path).splitlines())
    assert lines <= LONGEST_WEB_FILE, f"{path} has {lines} lines"


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=str)
def test_a_function_fits_in_the_eye(path: Path) -> None:
    long = [
        f"{node.name}: {lines_of(node)}"
        for node in functions_in(path)
        if lines_of(node) > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_a_class_does_one_thing(path: Path) -> None:
    large = [
        f"{node.name}: {lines_of(node)} lines, {_public_methods(node)} public methods"
        for node in classes_in(path)
        if lines_of(node) > LONGEST_CLASS or _public_methods(node) > MOST_PUBLIC_METHODS
    ]
    assert large == []


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_a_call_reads_without_counting_its_arguments(path: Path) -> None:
    crowded = [
        node.name
        for node in functions_in(path)
        if not _is_called_by_name(node) and _is_crowded(node)
    ]
    assert crowded == []


def _public_methods(node: ast.ClassDef) -> int:
    return sum(
        isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef)
        and not member.name.startswith("_")
        and "property" not in decorators_of(member)
        for member in node.body
    )


def _is_called_by_name(node: Function) -> bool:
    decorators = [decorator.partition("(")[0] for decorator in decorators_of(node)]
    asked = [ast.unparse(argument.annotation) for argument in node.args.args if argument.annotation]
    is_dependency = any(annotation.startswith("Annotated[") for annotation in asked)
    return is_dependency or any(decorator.endswith(_CALLED_BY_NAME) for decorator in decorators)


def _is_crowded(node: Function) -> bool:
    positional = [*node.args.posonlyargs, *node.args.args]
    if positional and positional[0].arg in {"self", "cls"}:
        positional = positional[1:]
    # The constructor of a service takes its collaborators; there it is said with a reason.
    most = MOST_ARGUMENTS + (4 if node.name == "__init__" else 0)
    few = MOST_POSITIONAL_INSIDE if node.name.startswith("_") else MOST_POSITIONAL
    return len(positional) > few or len(positional) + len(node.args.kwonlyargs) > most
