"""Pages as HTML: templates with everything escaped, addresses, structured data, headers."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hearthline.knowledge.help.markdown import to_html, to_text
from hearthline.knowledge.help.model import CHINESE, ENGLISH, Centre
from hearthline.knowledge.help.words import Phrases
from hearthline.platform.http import locale_of

_HERE: Final = Path(__file__).parent
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Vary": "Accept-Language",
}
# What has ended must not be answered: a browser keeps a page, and asks whether it still holds.
ASK_AGAIN: Final = "public, max-age=0, must-revalidate"
_DESCRIBED: Final = 150

ASSETS: Final[Mapping[str, tuple[bytes, str]]] = {
    path.name: (
        path.read_bytes(),
        "image/svg+xml" if path.suffix == ".svg" else "text/css; charset=utf-8",
    )
    for path in sorted((_HERE / "static").iterdir())
}
EDITIONS: Final = {
    name: hashlib.sha256(content).hexdigest()[:12] for name, (content, _) in ASSETS.items()
}

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_TEMPLATES.filters |= {"html": to_html, "plain": to_text}


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses of one centre; a language that was asked for by address stays in all of them."""

    base: str
    centre: str
    said: str
    here: str
    language: str

    def home(self) -> str:
        """The first page."""
        return self._with(f"/help/{self.centre}/")

    def topic(self, path: str, *, page: int = 1) -> str:
        """A place of the catalogue; what has none stands under `-`."""
        more = {"page": str(page)} if page > 1 else {}
        return self._with(f"/help/{self.centre}/c/{quote(path or '-')}", **more)

    def item(self, slug: str, *, thanks: bool = False) -> str:
        """An item's page."""
        more = {"thanks": "1"} if thanks else {}
        address = self._with(f"/help/{self.centre}/a/{quote(slug)}", **more)
        return f"{address}#feedback" if thanks else address

    def plain(self, name: str) -> str:
        """A page by its name, without the language."""
        return f"/help/{self.centre}/{name}"

    def asset(self, name: str) -> str:
        """A file that never changes under this address."""
        return f"/help/_/{name}?v={EDITIONS[name]}"

    def file(self, link: str) -> str:
        """A file of an item."""
        return f"/help/{self.centre}/f/{link}"

    def other_language(self) -> str:
        """This page in the other language."""
        other = CHINESE if self.language == ENGLISH else ENGLISH
        joint = "&" if "?" in self.here else "?"
        return f"{self.here}{joint}lang={other}"

    def absolute(self, address: str) -> str:
        """An address with where we are reached."""
        return f"{self.base}{address}"

    def in_language(self, said: str) -> "Urls":
        """The same addresses, asking for a language; empty asks for none."""
        return replace(self, said=said)

    def without_language(self) -> "Urls":
        """The addresses as search engines keep them."""
        return self.in_language("")

    def _with(self, address: str, **more: str) -> str:
        query = more | ({"lang": self.said} if self.said else {})
        return f"{address}?{urlencode(query)}" if query else address


@dataclass(frozen=True, slots=True)
class Page:
    """What every page says of itself; `canonical` is empty for pages that are not to be kept."""

    template: str
    title: str
    description: str
    canonical: str = ""
    kind: str = "website"
    structured: Sequence[Mapping[str, Any]] = ()
    status: int = 200
    query: str = ""


def language_of(request: Request) -> tuple[str, str]:
    """The language of the answer, and the one that the address asks for, if it does."""
    said = request.query_params.get("lang", "")
    said = said if said in {CHINESE, ENGLISH} else ""
    return said or locale_of(request), said


def urls_for(request: Request, centre: str, *, public_url: str | None) -> Urls:
    """Addresses as this visitor reaches us."""
    language, said = language_of(request)
    base = (public_url or f"{request.url.scheme}://{request.url.netloc}").rstrip("/")
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    here = request.url.path + (f"?{urlencode(kept)}" if kept else "")
    return Urls(base, quote(centre), said, here, language)


def rendered(
    request: Request, page: Page, urls: Urls, *, centre: Centre | None, **values: Any
) -> Response:
    """A page with its headers; 304 when the visitor has it already."""
    text = _TEMPLATES.get_template(page.template).render(
        title=page.title,
        description=page.description,
        canonical=urls.absolute(page.canonical) if page.canonical else "",
        is_indexed=bool(page.canonical),
        kind=page.kind,
        structured=as_json(page.structured),
        query=page.query,
        language=urls.language,
        t=Phrases(urls.language),
        urls=urls,
        centre=centre,
        **values,
    )
    if page.status != 200:
        headers = HEADERS | {"Cache-Control": "no-store"}
        return HTMLResponse(text, page.status, headers=headers)
    return kept_or_sent(request, text, "text/html; charset=utf-8")


def kept_or_sent(request: Request, text: str, media_type: str) -> Response:
    """The text with its tag, or only word that the visitor's copy still holds."""
    body = text.encode()
    # Weak: the bytes differ by how they are compressed on the way (RFC 9110, 8.8.1).
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = HEADERS | {"ETag": tag, "Cache-Control": ASK_AGAIN}
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def as_json(things: Sequence[Mapping[str, Any]]) -> Markup:
    """Structured data for a script element: nothing in it can end the element."""
    if not things:
        return Markup()
    text = json.dumps(list(things) if len(things) > 1 else things[0], ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704  (the three signs that HTML knows are escaped)


def described(text: str) -> str:
    """The beginning of a text, as a description."""
    plain = to_text(text)
    return plain if len(plain) <= _DESCRIBED else plain[: _DESCRIBED - 1] + "…"
