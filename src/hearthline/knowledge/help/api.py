"""Routes of the public help centre: pages that work without JavaScript, for anybody."""

import asyncio
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Query, Response
from fastapi.responses import PlainTextResponse, RedirectResponse
from starlette.exceptions import HTTPException

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import ArticleId
from hearthline.knowledge.files import holds_already, served
from hearthline.knowledge.help.errors import PageUnknown
from hearthline.knowledge.help.model import LONGEST_NOTE, UNSORTED, Vote
from hearthline.knowledge.help.pages import ASSETS, EDITIONS, Page, described, kept_or_sent
from hearthline.knowledge.help.routing import PageRoute
from hearthline.knowledge.help.service import Found
from hearthline.knowledge.help.structured import breadcrumb, question, site, sitemap
from hearthline.knowledge.help.visits import HelpHere, Visit, crumbs_of, visiting
from hearthline.knowledge.help.wire import VoteCountOut, VoteForm, VotePage
from hearthline.platform.db import Database
from hearthline.platform.http import here

router = APIRouter(route_class=PageRoute, include_in_schema=False)
desk_router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"])

DatabaseHere = Annotated[Database, Depends(here(Database))]
VisitHere = Annotated[Visit, Depends(visiting)]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_ON_A_PAGE = 50
_ROBOTS = """User-agent: *
Disallow: /help/*/search
Disallow: /help/*/feedback
Allow: /help/
Disallow: /
"""


@router.get("/robots.txt")
async def robots() -> PlainTextResponse:
    """Search engines are welcome in the help centres and nowhere else."""
    return PlainTextResponse(_ROBOTS, headers={"Cache-Control": "public, max-age=3600"})


@router.get("/help/_/{name}")
async def asset(name: str, v: str = "") -> Response:
    """A file of the pages, kept for ever under the address that names its edition."""
    if name not in ASSETS:
        raise HTTPException(404)
    content, media_type = ASSETS[name]
    is_kept = v == EDITIONS[name]
    age = "public, max-age=31536000, immutable" if is_kept else "no-cache"
    headers = {"Cache-Control": age, "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=media_type, headers=headers)


@router.get("/help/{tenant}/")
async def home(visit: VisitHere, help_centre: HelpHere, database: DatabaseHere) -> Response:
    """The first page: search, what is read most, the catalogue."""
    centre, t = visit.centre, visit.t
    async with database.session(centre.tenant_id) as session:
        shelf = await help_centre.shelf(session)
        asked, was_read = await help_centre.most_asked(session, shelf)
    page = Page(
        "home.html",
        title=t("foot", name=centre.name),
        description=t("description", name=centre.name),
        canonical=visit.urls.plain(""),
        structured=[site(centre, visit.urls)],
    )
    return visit.shows(page, shelf=shelf, asked=asked, was_read=was_read, flat=shelf.flat)


@router.get("/help/{tenant}/c/{path:path}")
async def category(
    visit: VisitHere,
    path: str,
    help_centre: HelpHere,
    database: DatabaseHere,
    page: PageNumber = 1,
) -> Response:
    """A place of the catalogue: the places below it, and its items by pages."""
    async with database.session(visit.centre.tenant_id) as session:
        shelf = await help_centre.shelf(session)
    topic = help_centre.topic(shelf, UNSORTED if path == "-" else path)
    pages = max(1, -(-len(topic.lines) // _ON_A_PAGE))
    if page > pages:
        raise PageUnknown
    t, urls = visit.t, visit.urls.without_language()
    name = topic.name or t("unsorted")
    crumbs = crumbs_of(topic.path.rpartition("/")[0], name)
    address = urls.topic(topic.path, page=page)
    made = Page(
        "topic.html",
        title=f"{name} · {visit.centre.name}",
        description=described("；".join(line.title for line in topic.all_lines[:8])),
        canonical=address,
        structured=[breadcrumb(crumbs, urls, home=t("help"), here=address)],
    )
    shown = topic.lines[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]
    return visit.shows(made, topic=topic, path=crumbs, shown=shown, number=page, pages=pages)


@router.get("/help/{tenant}/a/{slug:path}")
async def article(
    visit: VisitHere,
    slug: str,
    background: BackgroundTasks,
    *,
    help_centre: HelpHere,
    database: DatabaseHere,
) -> Response:
    """An item in the customer's wording, with what else applies."""
    centre = visit.centre
    async with database.session(centre.tenant_id) as session:
        shelf = await help_centre.shelf(session)
        item = await help_centre.item(session, shelf, slug)
        related = await help_centre.related(session, shelf, item)
        files = await help_centre.files.of(session, item)
    t, urls, draft = visit.t, visit.urls.without_language(), item.draft
    crumbs, address = crumbs_of(draft.catalogue, draft.title), urls.item(slug)
    page = Page(
        "item.html",
        title=f"{draft.title} · {centre.name}",
        description=described(draft.answer),
        canonical=address,
        kind="article",
        structured=[question(item), breadcrumb(crumbs, urls, home=t("help"), here=address)],
    )
    if not visit.is_crawler:
        background.add_task(help_centre.count_reading, centre.tenant_id, item.article_id)
    last_day = item.last_day
    return visit.shows(
        page,
        item=item,
        related=related,
        files=files,
        path=crumbs,
        thanks=visit.request.query_params.get("thanks") == "1",
        page_pass=help_centre.page_pass(centre.tenant_id, slug),
        published=item.published_at.astimezone(_SHANGHAI).date().isoformat(),
        until=last_day.isoformat() if last_day else "",
    )


@router.get("/help/{tenant}/f/{token}")
async def attached_file(
    visit: VisitHere, token: str, help_centre: HelpHere, database: DatabaseHere
) -> Response:
    """A file by its signed link, as long as an item in force has it attached."""
    tenant_id = visit.centre.tenant_id
    async with database.session(tenant_id) as session:
        shelf = await help_centre.shelf(session)
        file = await help_centre.files.find(session, shelf, token)
    has = holds_already(visit.request, file)
    content = None if has else await help_centre.files.content(tenant_id, file)
    return served(file, content, is_public=True)


@router.get("/help/{tenant}/search")
async def search(
    visit: VisitHere,
    help_centre: HelpHere,
    database: DatabaseHere,
    q: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """What answers a question; the search that the bot uses, as a customer on the web."""
    help_centre.searches.take(visit.address)
    centre, t, query = visit.centre, visit.t, " ".join(q.split())[:200]
    async with database.session(centre.tenant_id) as session:
        shelf = await help_centre.shelf(session)
    found = await help_centre.search(centre, shelf, query) if query else Found((), ())
    page = Page(
        "search.html",
        title=f"{t('results', query=query) if query else t('search')} · {centre.name}",
        description=t("description", name=centre.name),
        query=query,
    )
    return visit.shows(page, shelf=shelf, found=found, flat=shelf.flat)


@router.post("/help/{tenant}/feedback")
async def feedback(
    visit: VisitHere,
    form: Annotated[VoteForm, Form()],
    help_centre: HelpHere,
    database: DatabaseHere,
) -> Response:
    """Whether an item helped, with a line if the visitor likes; back to the page afterwards."""
    visit.see_to_origin()
    help_centre.votes.take(visit.address)
    async with database.session(visit.centre.tenant_id) as session:
        shelf = await help_centre.shelf(session)
        line = shelf.by_slug.get(form.slug)
        if line is None:
            raise PageUnknown
        vote = Vote(
            article_id=line.article_id,
            version=form.version,
            is_helpful=form.helpful == "yes",
            note=" ".join(form.note.split())[:LONGEST_NOTE],
            language=form.lang or visit.urls.language,
            voter=help_centre.voter(visit.address, visit.browser),
        )
        await help_centre.vote(session, vote, page_pass=form.page_pass, slug=form.slug)
    address = visit.urls.in_language(form.lang).item(form.slug, thanks=True)
    return RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})


@router.get("/help/{tenant}/sitemap.xml")
async def site_map(
    visit: VisitHere,
    help_centre: HelpHere,
    database: DatabaseHere,
    part: Annotated[int | None, Query(ge=1, le=1000)] = None,
) -> Response:
    """Every page that search engines may keep."""
    async with database.session(visit.centre.tenant_id) as session:
        shelf = await help_centre.shelf(session)
    urls = visit.urls.without_language()
    text = await asyncio.to_thread(sitemap, shelf, urls, part=part)
    return kept_or_sent(visit.request, text, "application/xml; charset=utf-8")


@router.get("/help/{tenant}/{rest:path}")
async def nothing_here(visit: VisitHere, rest: str) -> Response:
    """Any other address of a help centre."""
    del visit, rest
    raise PageUnknown


@desk_router.get("/help-votes", operation_id="listHelpVotes")
async def list_help_votes(
    caller: Viewer,
    help_centre: HelpHere,
    database: DatabaseHere,
    cursor: ArticleId | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> VotePage:
    """How visitors of the help centre voted on items, with what they wrote last."""
    async with database.session(caller.tenant_id) as session:
        found = await help_centre.counts(session, after=cursor, limit=limit)
    last = found[-1].article_id if len(found) == limit else None
    return VotePage(items=[VoteCountOut.of(one) for one in found], next_cursor=last)
