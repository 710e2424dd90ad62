"""Personal data out of a text before it leaves the house, and back into what comes home.

Numbers that name a person or a contract are found by their form; names and addresses are told by
the caller. The same value always gets the same placeholder: `⟦phone_1⟧`.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

_OPEN: Final = "⟦"
_CLOSE: Final = "⟧"
_BRACKETS: Final = re.compile(f"[{_OPEN}{_CLOSE}]")
_PLACEHOLDER: Final = re.compile(rf"{_OPEN}(?P<name>[a-z]+_\d+){_CLOSE}", re.IGNORECASE)
_SPOKEN: Final = "零〇一二三四五六七八九幺两"
_DIGIT: Final = rf"[\d{_SPOKEN}]"
_DAY: Final = r"(?!20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|20\d\d[- ]20\d\d(?!\d))"
# In this order: what is longer and surer first.
_FORMS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("mail", re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}", re.I)),
    ("id", re.compile(rf"(?<!{_DIGIT}){_DIGIT}(?:[ -]?{_DIGIT}){{16}} ?[\dx{_SPOKEN}]", re.I)),
    (
        "phone",
        re.compile(rf"(?<!{_DIGIT})[1１一幺][ -]?{_DIGIT}(?:[ -]?{_DIGIT}){{9}}(?!{_DIGIT})"),
    ),
    ("phone", re.compile(r"(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)")),
    ("order", re.compile(r"(?<![a-z])[a-z]{1,4}-?\d{6,}", re.I)),
    ("number", re.compile(rf"(?<![\d.]){_DAY}\d{{2,}}(?:[ -]\d{{2,}}){{1,5}}(?![\d.])")),
    ("number", re.compile(rf"{_DIGIT}{{6,}}")),
)
_FEWEST_GROUPED: Final = 8
_SHORTEST_TOLD: Final = 2


class Mask:
    """The placeholders of one question; keep it until the answer is there."""

    def __init__(self, told: Iterable[tuple[str, str]] = ()) -> None:
        """Take what is known to be personal, as kind (`name`, `address` …) and value."""
        found = {value: kind for kind, value in told if len(value) >= _SHORTEST_TOLD}
        self._told = sorted(found.items(), key=lambda pair: -len(pair[0]))
        self._names: dict[str, str] = {}
        self._values: dict[str, tuple[str, str]] = {}

    def hide(self, text: str) -> str:
        """The text with every personal value replaced by its placeholder."""
        text = _BRACKETS.sub("", text)
        forms = [(kind, re.compile(re.escape(value))) for value, kind in self._told]
        for kind, form in (*forms, *_FORMS):
            text = _outside(text, form, partial(self._hidden, kind))
        return text

    def restore(self, text: str, shown: Callable[[str, str], str] | None = None) -> str:
        """The text with the values back; `shown` says how a value of a kind is written."""

        def value_of(found: re.Match[str]) -> str:
            kind, value = self._values.get(found["name"].lower(), ("", found[0]))
            return shown(kind, value) if shown is not None and kind else value

        return _PLACEHOLDER.sub(value_of, text)

    def knows_all(self, text: str) -> bool:
        """Whether every placeholder in a text, broken ones included, stands for something."""
        names = [found["name"].lower() for found in _PLACEHOLDER.finditer(text)]
        rest = _PLACEHOLDER.sub("", text)
        return all(name in self._values for name in names) and not _BRACKETS.search(rest)

    def _hidden(self, kind: str, found: re.Match[str]) -> str:
        said = found[0]
        is_grouped = kind == "number" and not said.isalnum()
        if is_grouped and sum(char.isdigit() for char in said) < _FEWEST_GROUPED:
            return said
        return self._placeholder(kind, said)

    def _placeholder(self, kind: str, value: str) -> str:
        name = self._names.get(value)
        if name is None:
            count = sum(1 for known, _ in self._values.values() if known == kind)
            name = f"{kind}_{count + 1}"
            self._names[value], self._values[name] = name, (kind, value)
        return f"{_OPEN}{name}{_CLOSE}"


def _outside(text: str, form: re.Pattern[str], written: Callable[[re.Match[str]], str]) -> str:
    """Replace what has a form, but never inside of a placeholder that stands there already."""
    pieces: list[str] = []
    end = 0
    for taken in _PLACEHOLDER.finditer(text):
        pieces += [form.sub(written, text[end : taken.start()]), taken[0]]
        end = taken.end()
    return "".join([*pieces, form.sub(written, text[end:])])
