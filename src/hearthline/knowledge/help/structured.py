"""What pages tell search engines (schema.org), and the list of all pages (sitemaps.org)."""

from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from hearthline.knowledge.help.markdown import to_html
from hearthline.knowledge.help.model import Centre, Item, Shelf
from hearthline.knowledge.help.pages import Urls

MOST_IN_A_MAP: Final = 45_000
_SCHEMA: Final = "https://schema.org"
_MAPS: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"

Crumbs = Sequence[tuple[str, str | None]]


def question(item: Item) -> dict[str, Any]:
    """An item as a question with its answer."""
    draft = item.draft
    return {
        "@context": _SCHEMA,
        "@type": "FAQPage",
        "inLanguage": "zh-CN",
        "dateModified": item.published_at.isoformat(),
        "mainEntity": [
            {
                "@type": "Question",
                "name": draft.title,
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": str(to_html(f"{draft.answer}\n\n{draft.details}")).strip(),
                },
            }
        ],
    }


def breadcrumb(crumbs: Crumbs, urls: Urls, *, home: str, here: str) -> dict[str, Any]:
    """Where a page stands in the catalogue; the page itself is the last step."""
    way = [(name, here if path is None else urls.topic(path)) for name, path in crumbs]
    steps = [(home, urls.plain("")), *way]
    return {
        "@context": _SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": name,
                "item": urls.absolute(address),
            }
            for number, (name, address) in enumerate(steps, 1)
        ],
    }


def site(centre: Centre, urls: Urls) -> dict[str, Any]:
    """The help centre itself, with its search."""
    search = urls.absolute(urls.plain("search"))
    return {
        "@context": _SCHEMA,
        "@type": "WebSite",
        "name": f"{centre.name} · 帮助中心",
        "url": urls.absolute(urls.plain("")),
        "inLanguage": ["zh-CN", "en"],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{query}}"},
            "query-input": "required name=query",
        },
    }


def sitemap(shelf: Shelf, urls: Urls, *, part: int | None) -> str:
    """Every page that is to be found; in parts when there are more than a map may hold."""
    plain = urls.without_language()
    entries = [(plain.home(), "")]
    entries += [(plain.topic(path), "") for path, it in shelf.topics.items() if it.all_lines]
    entries += [
        (plain.item(line.slug), line.published_at.date().isoformat()) for line in shelf.lines
    ]
    parts = [entries[at : at + MOST_IN_A_MAP] for at in range(0, len(entries), MOST_IN_A_MAP)]
    if part is None and len(parts) > 1:
        address = plain.absolute(plain.plain("sitemap.xml"))
        inner = "".join(
            f"<sitemap><loc>{escape(address)}?part={number}</loc></sitemap>"
            for number in range(1, len(parts) + 1)
        )
        return _document("sitemapindex", inner)
    chosen = parts[(part or 1) - 1] if (part or 1) <= len(parts) else []
    return _document("urlset", "".join(_entry(plain, *one) for one in chosen))


def _entry(urls: Urls, address: str, changed: str) -> str:
    day = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(urls.absolute(address))}</loc>{day}</url>"


def _document(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_MAPS}">{inner}</{root}>\n'
