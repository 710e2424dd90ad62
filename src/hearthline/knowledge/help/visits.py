"""One visit: whose help centre, in which language, from where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response

from hearthline.knowledge.help.errors import VoteForeign
from hearthline.knowledge.help.model import Centre
from hearthline.knowledge.help.pages import Page, Urls, rendered, urls_for
from hearthline.knowledge.help.service import HelpCentre
from hearthline.knowledge.help.words import Phrases
from hearthline.platform.http import here

HelpHere = Annotated[HelpCentre, Depends(here(HelpCentre))]
_CRAWLERS = ("bot", "spider", "crawl", "slurp")
_OURS = {"same-origin", "none"}


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page of a company's help centre."""

    request: Request
    centre: Centre
    urls: Urls
    t: Phrases

    @property
    def address(self) -> str:
        """Where the visitor comes from; a whole office may share it."""
        return self.request.client.host if self.request.client else ""

    @property
    def browser(self) -> str:
        """What the browser calls itself."""
        return self.request.headers.get("user-agent", "")

    @property
    def is_crawler(self) -> bool:
        """Whether a search engine reads, not a person."""
        return any(word in self.browser.lower() for word in _CRAWLERS)

    def shows(self, page: Page, /, **values: Any) -> Response:
        """The page."""
        return rendered(self.request, page, self.urls, centre=self.centre, **values)

    def see_to_origin(self) -> None:
        """Only our own pages send forms here: raises VoteForeign.

        Browsers say where a request comes from (Fetch metadata, RFC 6454); old ones say nothing
        and still need the page's pass.
        """
        headers = self.request.headers
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        is_elsewhere = origin is not None and urlsplit(origin).netloc != headers.get("host")
        if (site is not None and site not in _OURS) or (site is None and is_elsewhere):
            raise VoteForeign


async def visiting(tenant: str, request: Request, help_centre: HelpHere) -> Visit:
    """The visit; raises CentreUnknown."""
    centre = await help_centre.centre(tenant)
    urls = urls_for(request, centre.slug, public_url=help_centre.public_url)
    return Visit(request, centre, urls, Phrases(urls.language))


def crumbs_of(catalogue: str, last: str) -> Sequence[tuple[str, str | None]]:
    """The way to a page through the catalogue; the last step is the page itself."""
    steps = [step.strip() for step in catalogue.split("/") if step.strip()]
    way: list[tuple[str, str | None]] = [
        (name, "/".join(steps[: number + 1])) for number, name in enumerate(steps)
    ]
    return [*way, (last, None)]
