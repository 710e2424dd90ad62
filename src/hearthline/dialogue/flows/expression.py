"""The small language of conditions and arguments in flows: parsed once, never evaluated as code.

`slots.room_temp < 18 and outage.active`, `customer.accounts[0]`, `known(slots.since)`. Anything
unknown is null; a comparison of order with null is false.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

_CONSTANTS: Final[dict[str, Any]] = {"true": True, "false": False, "null": None}
_PRIORITIES: Final = ("P0", "P1", "P2", "P3", "P4")


def _raised(priority: Any) -> Any:
    """One priority higher; P0 is the highest."""
    if priority not in _PRIORITIES:
        return priority
    return _PRIORITIES[max(0, _PRIORITIES.index(priority) - 1)]


_FUNCTIONS: Final[dict[str, Callable[[Any], Any]]] = {
    "known": lambda value: value is not None,
    "count": lambda value: len(value) if isinstance(value, list | tuple | str) else 0,
    "raised": _raised,
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


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition or a value; `paths` are the names it reads, such as ("slots", "since")."""

    text: str
    tree: ast.expr
    paths: tuple[tuple[str, ...], ...]

    def value(self, scope: Mapping[str, Any]) -> Any:
        """What it comes to in a scope."""
        return _value(self.tree, scope)

    def holds(self, scope: Mapping[str, Any]) -> bool:
        """Whether it is true in a scope."""
        return bool(_value(self.tree, scope))


def parse_expression(text: str) -> Expression:
    """Read an expression; raises ExpressionFault with what is wrong."""
    if len(text) > _LONGEST:
        raise ExpressionFault(f"longer than {_LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionFault(f"`{text}` is not an expression") from None
    paths: list[tuple[str, ...]] = []
    _check(tree, paths)
    return Expression(text=text, tree=tree, paths=tuple(dict.fromkeys(paths)))


def look_up(path: tuple[str, ...], scope: Mapping[str, Any]) -> Any:
    """Follow a path of names through nested mappings; null where it breaks off."""
    value: Any = scope
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _check(tree: ast.expr, paths: list[tuple[str, ...]]) -> None:
    path = _path(tree)
    if path is not None:
        if path[0] not in _CONSTANTS:
            paths.append(path)
        return
    for part in _parts(tree):
        _check(part, paths)


def _parts(tree: ast.expr) -> list[ast.expr]:
    match tree:
        case ast.Constant(value=str() | int() | float() | None):
            return []
        case ast.BoolOp(values=values):
            return list(values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [operand]
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            return []
        case ast.Compare(left=left, comparators=others, ops=ops):
            if any(type(op) not in _ORDERS and type(op) not in _EQUALITIES for op in ops):
                raise ExpressionFault("a comparison that the language does not have")
            return [left, *others]
        case ast.List(elts=elements):
            return list(elements)
        case ast.Subscript(value=value, slice=ast.Constant(value=int())):
            return [value]
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _FUNCTIONS:
            return [argument]
    raise ExpressionFault(f"`{ast.unparse(tree)}` is not in the language")


def _path(tree: ast.expr) -> tuple[str, ...] | None:
    if isinstance(tree, ast.Name):
        return (tree.id,)
    if isinstance(tree, ast.Attribute):
        before = _path(tree.value)
        return None if before is None else (*before, tree.attr)
    return None


def _value(tree: ast.expr, scope: Mapping[str, Any]) -> Any:
    path = _path(tree)
    if path is not None:
        return _CONSTANTS[path[0]] if path[0] in _CONSTANTS else look_up(path, scope)
    match tree:
        case ast.Constant(value=value):
            return value
        case ast.List(elts=elements):
            return [_value(element, scope) for element in elements]
        case ast.BoolOp():
            return _both(tree, scope)
        case ast.UnaryOp(op=op, operand=operand):
            inner = _value(operand, scope)
            return -inner if isinstance(op, ast.USub) else not inner
        case ast.Compare():
            return _compared(tree, scope)
        case ast.Subscript(value=value, slice=ast.Constant(value=int(index))):
            return _element(_value(value, scope), index)
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return _FUNCTIONS[name](_value(argument, scope))
    raise ExpressionFault("an expression that was not checked")


def _both(tree: ast.BoolOp, scope: Mapping[str, Any]) -> Any:
    wants_all = isinstance(tree.op, ast.And)
    value: Any = wants_all
    for part in tree.values:
        value = _value(part, scope)
        if bool(value) is not wants_all:
            return value
    return value


def _compared(tree: ast.Compare, scope: Mapping[str, Any]) -> bool:
    left = _value(tree.left, scope)
    for op, comparator in zip(tree.ops, tree.comparators, strict=True):
        right = _value(comparator, scope)
        if not _holds(type(op), left, right):
            return False
        left = right
    return True


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
