"""Writes docs/reference/settings.md from the settings classes; a house test keeps it current."""

from pathlib import Path

from pydantic.fields import FieldInfo

from hearthline.platform.settings import Concern, concerns, default_text

PAGE = Path("docs/reference/settings.md")

_INTRODUCTION = """# Settings

Everything is set by environment variables and read once at start. `hearthline doctor` shows
what is set, with secrets masked, and warns of names that mean nothing. This page
is generated: `make reference`.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *(_section(concern) for _, concern in concerns())])


def _section(concern: type[Concern]) -> str:
    rows = [_row(concern.variable(name), field) for name, field in concern.model_fields.items()]
    title = concern.__doc__ or concern.concern
    head = ["| variable | default | meaning |", "| --- | --- | --- |"]
    return "\n".join([f"## {title.rstrip('.')}", "", concern.about, "", *head, *rows, ""])


def _row(variable: str, field: FieldInfo) -> str:
    return f"| `{variable}` | {default_text(field)} | {field.description} |"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page())
