"""An item's Markdown as HTML: no raw HTML, no pictures from elsewhere, safe links only."""

from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

_REMEMBERED: Final = 2000
_DEEPEST: Final = 4


def _parser() -> MarkdownIt:
    """CommonMark with tables; pictures are off, since only files of ours could be shown."""
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": 20})
    parser.enable("table").disable("image")
    parser.add_render_rule("link_open", _link)
    for name in ("heading_open", "heading_close"):
        parser.add_render_rule(name, _heading)
    parser.add_render_rule("table_open", lambda *_: '<div class="table"><table>')
    parser.add_render_rule("table_close", lambda *_: "</table></div>")
    return parser


def _link(
    self: RendererHTML,
    tokens: Sequence[Token],
    place: int,
    options: Any,
    env: MutableMapping[str, Any],
) -> str:
    """Links to elsewhere give nothing away and no weight."""
    del env
    href = str(tokens[place].attrGet("href") or "")
    if "://" in href:
        tokens[place].attrSet("rel", "noopener noreferrer nofollow")
    return self.renderToken(tokens, place, options, {})


def _heading(
    self: RendererHTML,
    tokens: Sequence[Token],
    place: int,
    options: Any,
    env: MutableMapping[str, Any],
) -> str:
    """The page's own title is the only first heading."""
    del env
    level = min(_DEEPEST, max(2, int(tokens[place].tag[1:])))
    tokens[place].tag = f"h{level}"
    return self.renderToken(tokens, place, options, {})


_PARSER: Final = _parser()


@lru_cache(maxsize=_REMEMBERED)
def to_html(text: str) -> Markup:
    """Markdown as HTML; what looks like HTML in it is shown as text."""
    return Markup(_PARSER.render(text))  # noqa: S704  (the parser escapes, with html off)


@lru_cache(maxsize=_REMEMBERED)
def to_text(text: str) -> str:
    """Markdown as plain words in one line, for descriptions."""
    words = [
        child.content
        for token in _PARSER.parse(text)
        for child in (token.children or [])
        if child.type in {"text", "code_inline"}
    ]
    return " ".join(" ".join(words).split())
