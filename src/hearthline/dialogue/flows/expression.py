"""The small language of conditions and arguments in flows: parsed once, never evaluated as code.

`slots.room_temp < 18 and outage.active`, `customer.accounts[0]`, `known(slots.since)`. Anything
unknown is null; a comparison of order with null is false.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

_CONSTANTS: Final[dict[str, Any]] = {"true": True, "false": False, "null": None}
_PRIORITIES: Final = ("P0", "P1", "P2", "P3", "P4")


def _raised(priority: Any) -> Any:
    """One priority higher; P0 is the highest."""
    if priority not in _PRIORITIES:
        return priority
    return _PRIORITIES[max(0, _PRIORITIES.index(priority) - 1)]


def _picked(table: Any, name: Any) -> Any:
    """The member of a mapping, or null."""
    return table.get(name) if isinstance(table, Mapping) and isinstance(name, str) else None


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list | tuple) and value else None


_FUNCTIONS: Final[dict[str, tuple[int, Callable[..., Any]]]] = {
    "known": (1, lambda value: value is not None),
    "count": (1, lambda value: len(value) if isinstance(value, list | tuple | str) else 0),
    "raised": (1, _raised),
    "first": (1, _first),
    "text": (1, lambda value: None if value is None else str(value)),
    "pick": (2, _picked),
}
_ORDERS: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Lt: lambda left, right: bool(left < right),
    ast.LtE: lambda left, right: bool(left <= right),
    ast.Gt: lambda left, right: bool(left > right),
    ast.GtE: lambda left, right: bool(left >= right),
}
_EQUALITIES: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: lambda left, right: bool(left == right),
    ast.NotEq: lambda left, right: bool(left != right),
    ast.In: lambda left, right: right is not None and left in right,
    ast.NotIn: lambda left, right: right is None or left not in right,
}
_LONGEST = 300


class ExpressionFault(ValueError):
    """An expression that the language does not have."""


Scope: TypeAlias = Mapping[str, Any]
Meaning: TypeAlias = Callable[[Scope], Any]
Paths: TypeAlias = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition or a value; `paths` are the names it reads, such as ("slots", "since")."""

    text: str
    paths: tuple[tuple[str, ...], ...]
    value: Meaning

    def holds(self, scope: Scope) -> bool:
        """Whether it is true in a scope."""
        return bool(self.value(scope))


def parse_expression(text: str) -> Expression:
    """Read an expression; raises ExpressionFault with what is wrong."""
    if len(text) > _LONGEST:
        raise ExpressionFault(f"longer than {_LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionFault(f"`{text}` is not an expression") from None
    paths: Paths = []
    meaning = _meaning(tree, paths)
    return Expression(text=text, paths=tuple(dict.fromkeys(paths)), value=meaning)


def look_up(path: tuple[str, ...], scope: Scope) -> Any:
    """Follow a path of names through nested mappings; null where it breaks off."""
    value: Any = scope
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _meaning(tree: ast.expr, paths: Paths) -> Meaning:
    """Turn a piece of syntax into a function of the scope; note the names that it reads."""
    path = _path(tree)
    if path is not None:
        return _named(path, paths)
    reader = _READERS.get(type(tree))
    meaning = None if reader is None else reader(tree, paths)
    if meaning is None:
        raise ExpressionFault(f"`{ast.unparse(tree)}` is not in the language")
    return meaning


def _path(tree: ast.expr) -> tuple[str, ...] | None:
    if isinstance(tree, ast.Name):
        return (tree.id,)
    if isinstance(tree, ast.Attribute):
        before = _path(tree.value)
        return None if before is None else (*before, tree.attr)
    return None


def _named(path: tuple[str, ...], paths: Paths) -> Meaning:
    if path[0] in _CONSTANTS:
        constant = _CONSTANTS[path[0]]
        return lambda _: constant
    paths.append(path)
    return lambda scope: look_up(path, scope)


def _constant(tree: Any, _: Paths) -> Meaning | None:
    value = tree.value
    return (lambda _: value) if isinstance(value, str | int | float | None) else None


def _listed(tree: Any, paths: Paths) -> Meaning:
    elements = [_meaning(element, paths) for element in tree.elts]
    return lambda scope: [element(scope) for element in elements]


def _joined(tree: Any, paths: Paths) -> Meaning:
    wants_all = isinstance(tree.op, ast.And)
    parts = [_meaning(part, paths) for part in tree.values]

    def value(scope: Scope) -> Any:
        result: Any = wants_all
        for part in parts:
            result = part(scope)
            if bool(result) is not wants_all:
                break
        return result

    return value


def _unary(tree: Any, paths: Paths) -> Meaning | None:
    operand = _meaning(tree.operand, paths)
    if isinstance(tree.op, ast.Not):
        return lambda scope: not operand(scope)
    is_number = isinstance(tree.operand, ast.Constant) and isinstance(
        tree.operand.value, int | float
    )
    is_minus = isinstance(tree.op, ast.USub) and is_number
    return (lambda scope: -operand(scope)) if is_minus else None


def _compared(tree: Any, paths: Paths) -> Meaning | None:
    if any(type(op) not in _ORDERS and type(op) not in _EQUALITIES for op in tree.ops):
        return None
    sides = [_meaning(side, paths) for side in (tree.left, *tree.comparators)]
    kinds = [type(op) for op in tree.ops]

    def value(scope: Scope) -> bool:
        values = [side(scope) for side in sides]
        pairs = zip(kinds, values[:-1], values[1:], strict=True)
        return all(_holds(op, left, right) for op, left, right in pairs)

    return value


def _subscripted(tree: Any, paths: Paths) -> Meaning | None:
    index = tree.slice.value if isinstance(tree.slice, ast.Constant) else None
    if not isinstance(index, int):
        return None
    inner = _meaning(tree.value, paths)
    return lambda scope: _element(inner(scope), index)


def _called(tree: Any, paths: Paths) -> Meaning | None:
    name = tree.func.id if isinstance(tree.func, ast.Name) else ""
    wanted, function = _FUNCTIONS.get(name, (-1, None))
    if function is None or tree.keywords or len(tree.args) != wanted:
        return None
    arguments = [_meaning(argument, paths) for argument in tree.args]
    return lambda scope: function(*(argument(scope) for argument in arguments))


_READERS: Final[dict[type[ast.expr], Callable[[Any, Paths], Meaning | None]]] = {
    ast.Constant: _constant,
    ast.List: _listed,
    ast.BoolOp: _joined,
    ast.UnaryOp: _unary,
    ast.Compare: _compared,
    ast.Subscript: _subscripted,
    ast.Call: _called,
}


def _holds(op: type[ast.cmpop], left: Any, right: Any) -> bool:
    try:
        if op in _EQUALITIES:
            return _EQUALITIES[op](left, right)
        return left is not None and right is not None and _ORDERS[op](left, right)
    except TypeError:
        return False


def _element(value: Any, index: int) -> Any:
    if not isinstance(value, list | tuple):
        return None
    return value[index] if -len(value) <= index < len(value) else None
