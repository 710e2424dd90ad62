"""Reads the files of a pack so that every value knows the file and line it came from.

YAML is read by the rules of YAML 1.2: only `true` and `false` are booleans, so a label `on` or
`no` stays a word, and a number with a leading zero stays a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hearthline.kernel import Invalid, Words

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"-?(0|[1-9]\d*)\Z")
_BROKEN = re.compile(r"-?(0|[1-9]\d*)\.\d+\Z")
_CONSTANTS = {"": None, "null": None, "~": None, "true": True, "false": False}
_BASE_NAME = re.compile(r"[a-z0-9_-]+\Z")
_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)^---[ \t]*\r?\n?", re.DOTALL | re.MULTILINE)

Plain = str | int | float | bool | list[Any] | dict[str, Any] | None


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a pack, where, and how to mend it."""

    file: str
    line: int
    what: str
    mend: str
    is_warning: bool = False

    def __str__(self) -> str:
        """The fault as one line for a terminal."""
        kind = "warning" if self.is_warning else "fault"
        return f"{self.file}:{self.line}: {kind}: {self.what} → {self.mend}"


class PackIsFaulty(Invalid):
    """A pack that cannot be loaded; `faults` says where and why."""

    code = "pack.faulty"
    title = Words(zh="业务包有误", en="The pack has faults")
    detail = Words(
        zh="业务包有 {count} 处错误，第一处：{first}", en="{count} faults, first: {first}"
    )

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults in the order of file and line."""
        self.faults = sorted(faults)
        super().__init__(count=len(faults), first=str(self.faults[0]))

    def __str__(self) -> str:
        """Every fault on a line of its own."""
        return "\n".join(str(fault) for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a file with its place; `inner` is a scalar, a list or a mapping of nodes."""

    file: str
    line: int
    inner: Any

    @property
    def is_mapping(self) -> bool:
        """Whether it has named members."""
        return isinstance(self.inner, dict)

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.inner, list)

    def __contains__(self, key: str) -> bool:
        """Whether a mapping has the member."""
        return self.is_mapping and key in self.inner

    def get(self, key: str) -> "Node | None":
        """The member of a mapping, or None."""
        return self.inner.get(key) if self.is_mapping else None

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """The members of a mapping in their order; nothing when it is none."""
        yield from self.inner.items() if self.is_mapping else ()

    def each(self) -> list["Node"]:
        """The elements of a list; a single value counts as a list of one."""
        if self.is_list:
            return list(self.inner)
        return [] if self.inner is None else [self]

    def plain(self) -> Any:
        """The value as ordinary Python data, places left out."""
        if self.is_mapping:
            return {key: node.plain() for key, node in self.inner.items()}
        return [node.plain() for node in self.inner] if self.is_list else self.inner

    def fault(self, what: str, mend: str) -> Fault:
        """A fault at this place."""
        return Fault(self.file, self.line, what, mend)

    def warning(self, what: str, mend: str) -> Fault:
        """Something to mend at this place that does not keep the pack from loading."""
        return Fault(self.file, self.line, what, mend, is_warning=True)


class Reader:
    """Takes typed members out of nodes and gathers what is wrong instead of stopping."""

    def __init__(self) -> None:
        """Begin with no faults."""
        self.faults: list[Fault] = []

    def only(self, node: Node, *allowed: str) -> None:
        """Fault every member whose name is not among the allowed ones."""
        for key, member in node.items():
            if key not in allowed:
                names = ", ".join(allowed)
                self.faults.append(member.fault(f"unknown member `{key}`", f"use one of: {names}"))

    def text(self, node: Node, key: str, default: str | None = None) -> str:
        """A text member; without a default it must be there."""
        return str(self._one(node, key, (str, int, float), default=default, expected="a text"))

    def whole(self, node: Node, key: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._one(node, key, (int,), default=default, expected="a whole number")
        return value if isinstance(value, int) else 0

    def flag(self, node: Node, key: str, *, default: bool) -> bool:
        """True or false."""
        return bool(self._one(node, key, (bool,), default=default, expected="true or false"))

    def texts(self, node: Node, key: str) -> tuple[str, ...]:
        """A list of texts; one text counts as a list of one, an absent member as none."""
        member = node.get(key)
        elements = member.each() if member else []
        for element in elements:
            if not isinstance(element.inner, str | int | float):
                self.faults.append(element.fault(f"`{key}` holds texts only", "write a text here"))
        return tuple(str(element.inner) for element in elements)

    def words(self, node: Node, key: str, default: str | None = None) -> Words:
        """A sentence in two languages: `{zh: …, en: …}`, or one text for both."""
        member = node.get(key)
        if member is None or not member.is_mapping:
            text = self.text(node, key, default)
            return Words(zh=text, en=text)
        chinese = self.text(member, "zh")
        return Words(zh=chinese, en=self.text(member, "en", chinese))

    def _one(
        self, node: Node, key: str, kinds: tuple[type, ...], *, default: Any, expected: str
    ) -> Any:
        member = node.get(key)
        if member is None and default is not None:
            return default
        if member is None:
            self.faults.append(node.fault(f"`{key}` is missing", f"add `{key}` with {expected}"))
            return ""
        is_right = isinstance(member.inner, kinds) and (
            bool in kinds or not isinstance(member.inner, bool)
        )
        if not is_right:
            self.faults.append(member.fault(f"`{key}` is not {expected}", f"write {expected}"))
            return "" if default is None else default
        return member.inner


class PackFolder:
    """A pack on disk, over its base if it `extends` one; paths are relative to the pack.

    A file of the pack takes the place of the base's file of the same path. In faults the base's
    files appear as `../<base>/<path>`.
    """

    def __init__(self, root: Path, *, is_base: bool = False) -> None:
        """Stand on a folder; raises `PackIsFaulty` when there is none, or its base is missing."""
        if not root.is_dir():
            raise PackIsFaulty([Fault(str(root), 1, "no such folder", "name a pack folder")])
        self.root = root
        self.base = self._base(is_base=is_base)

    def find(self, pattern: str) -> list[str]:
        """The paths that match a pattern such as `flows/*.yaml`, the base's included, sorted."""
        own = {str(path.relative_to(self.root)) for path in self.root.glob(pattern)}
        return sorted(own | set(self.base.find(pattern) if self.base else ()))

    def own(self, pattern: str) -> list[str]:
        """The paths of the pack itself that match, sorted."""
        return sorted(str(path.relative_to(self.root)) for path in self.root.glob(pattern))

    def has(self, path: str) -> bool:
        """Whether the file is there, in the pack or its base."""
        return self._has_own(path) or (self.base is not None and self.base.has(path))

    def read(self, path: str) -> Node:
        """Read one YAML file; raises `PackIsFaulty` when it cannot be read."""
        return parse_yaml(self.text(path), file=self._shown(path))

    def read_layered(self, path: str) -> Node:
        """Read a mapping of the base with the pack's own members over it."""
        own = self.read(path)
        if own.inner is not None and not own.is_mapping:
            raise PackIsFaulty([own.fault("not a mapping", "write `name: …` members here")])
        if self.base is None or not self._has_own(path) or not self.base.has(path):
            return own
        below = self.base.read_layered(path)
        place = f"../{self.base.root.name}/"
        return laid_over(own, _moved(below, place))

    def read_markdown(self, path: str) -> tuple[Node, str]:
        """Read the front matter and the body of a Markdown file."""
        text, shown = self.text(path), self._shown(path)
        found = _FRONT_MATTER.match(text)
        if found is None:
            mend = "begin the file with `---`, its members, and `---`"
            raise PackIsFaulty([Fault(shown, 1, "no front matter", mend)])
        return parse_yaml(found.group(1), file=shown, first_line=2), text[found.end() :].strip()

    def text(self, path: str) -> str:
        """A file as text, from the pack or else its base; raises `PackIsFaulty`."""
        if self.base is not None and not self._has_own(path) and self.base.has(path):
            return self.base.text(path)
        return self._own_text(path)

    def _has_own(self, path: str) -> bool:
        return (self.root / path).is_file()

    def _shown(self, path: str) -> str:
        if self.base is None or self._has_own(path) or not self.base.has(path):
            return path
        return f"../{self.base.root.name}/{path}"

    def _base(self, *, is_base: bool) -> "PackFolder | None":
        if not self._has_own("pack.yaml"):
            return None
        member = parse_yaml(self._own_text("pack.yaml"), file="pack.yaml").get("extends")
        if member is None or member.inner is None:
            return None
        name = str(member.inner)
        if is_base or name == self.root.resolve().name:
            raise PackIsFaulty([member.fault("a base extends nothing", "take `extends` out")])
        base = self.root.resolve().parent / name
        if not _BASE_NAME.match(name) or not base.is_dir():
            mend = "name a pack folder that stands beside this one"
            raise PackIsFaulty([member.fault(f"no base pack `{name}`", mend)])
        return PackFolder(base, is_base=True)

    def _own_text(self, path: str) -> str:
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise PackIsFaulty([Fault(path, 1, "no such file", "add it to the pack")]) from None
        except (OSError, UnicodeDecodeError) as trouble:
            what = f"cannot be read: {type(trouble).__name__}"
            raise PackIsFaulty([Fault(path, 1, what, "save it as UTF-8")]) from None


def laid_over(own: Node, below: Node) -> Node:
    """A mapping with the members of another below its own."""
    return Node(own.file, own.line, {**(below.inner or {}), **(own.inner or {})})


def _moved(node: Node, place: str) -> Node:
    """The same node under the name that its file has from another folder."""
    file = node.file if node.file.startswith("../") else place + node.file
    if node.is_mapping:
        return Node(file, node.line, {key: _moved(sub, place) for key, sub in node.items()})
    inner = [_moved(sub, place) for sub in node.inner] if node.is_list else node.inner
    return Node(file, node.line, inner)


def parse_yaml(text: str, *, file: str, first_line: int = 1) -> Node:
    """Read YAML text into nodes; `first_line` is the number of its first line in the file."""
    try:
        tree = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as trouble:
        line = (trouble.problem_mark.line if trouble.problem_mark else 0) + first_line
        what = f"not YAML: {trouble.problem}"
        raise PackIsFaulty([Fault(file, line, what, "mend the syntax here")]) from None
    except yaml.YAMLError as trouble:
        what = f"not YAML: {type(trouble).__name__}"
        raise PackIsFaulty([Fault(file, first_line, what, "remove unprintable bytes")]) from None
    if tree is None:
        raise PackIsFaulty([Fault(file, first_line, "the file is empty", "write its members")])
    faults: list[Fault] = []
    node = _converted(tree, file, first_line, faults)
    if faults:
        raise PackIsFaulty(faults)
    return node


def _converted(tree: yaml.Node, file: str, first_line: int, faults: list[Fault]) -> Node:
    line = tree.start_mark.line + first_line
    if isinstance(tree, yaml.ScalarNode):
        return Node(file, line, _scalar(tree))
    if isinstance(tree, yaml.SequenceNode):
        return Node(file, line, [_converted(sub, file, first_line, faults) for sub in tree.value])
    members: dict[str, Node] = {}
    for name, value in tree.value:
        key = str(name.value)
        if key in members:
            where = Fault(file, name.start_mark.line + first_line, f"`{key}` twice", "keep one")
            faults.append(where)
        members[key] = _converted(value, file, first_line, faults)
    return Node(file, line, members)


def _scalar(tree: yaml.ScalarNode) -> Plain:
    text = str(tree.value)
    if tree.style:  # None or "" for a plain scalar, by loader
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _WHOLE.match(text):
        return int(text)
    return float(text) if _BROKEN.match(text) else text
