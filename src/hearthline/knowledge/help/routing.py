"""Troubles of the help centre as pages that say what to do, not as problem documents."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from hearthline.kernel import HearthlineError, TooMany
from hearthline.knowledge.help.errors import CentreUnknown
from hearthline.knowledge.help.model import Centre
from hearthline.knowledge.help.pages import Page, language_of, rendered, urls_for
from hearthline.knowledge.help.service import HelpCentre
from hearthline.knowledge.help.words import Phrases
from hearthline.platform.http import Services, status_of


class PageRoute(APIRoute):
    """A route whose troubles are pages; what may be read may also be asked for by HEAD."""

    def __init__(self, *given: Any, **more: Any) -> None:
        """As FastAPI makes it."""
        super().__init__(*given, **more)
        if self.methods and "GET" in self.methods:
            self.methods.add("HEAD")

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Turn errors into pages."""
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            language, _ = language_of(request)
            t = Phrases(language)
            try:
                return await handle(request)
            except RequestValidationError:
                words, status = (t("wrong"), t("wrong_how")), 400
            except HearthlineError as error:
                status = status_of(error)
                words = _words(error, status, t, language)
                wait = error.details.get("retry_after_seconds")
                page = await _page(request, words, status)
                if wait:
                    page.headers["Retry-After"] = str(int(wait))
                return page
            return await _page(request, words, status)

        return told


def _words(error: HearthlineError, status: int, t: Phrases, language: str) -> tuple[str, str]:
    if isinstance(error, TooMany):
        return t("too_fast"), error.told().in_(language)
    if status >= 500:
        return t("broken"), t("broken_how")
    return error.title.in_(language), error.told().in_(language)


async def _page(request: Request, words: tuple[str, str], status: int) -> Response:
    services: Services = request.app.state.services
    help_centre = services.get(HelpCentre)
    slug = str(request.path_params.get("tenant", ""))
    centre: Centre | None = None
    try:
        centre = await help_centre.centre(slug) if status < 500 else None
    except CentreUnknown:
        slug = ""
    urls = urls_for(request, slug, public_url=help_centre.public_url)
    heading, how = words
    page = Page("problem.html", title=heading, description=how, status=status)
    return rendered(request, page, urls, centre=centre, heading=heading, how=how)
