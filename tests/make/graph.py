"""Items with attributes for tests of the graph."""

from dataclasses import replace
from typing import Any

from hearthline.access import Role, Staff
from hearthline.kernel import ArticleId, StaffId, TenantId
from hearthline.knowledge import Attribute, Draft, Graph
from hearthline.knowledge.graph.model import EntitiesWanted, Entity, EntityKind
from hearthline.platform.db import Session
from tests.make.articles import STANDARD


def item(slug: str, *attributes: tuple[str, str], **more: Any) -> Draft:
    """An item with attributes, in the heating trade."""
    return replace(
        STANDARD,
        slug=f"heating/{slug}",
        title=more.pop("title", slug),
        source=more.pop("source", "本公司客服手册"),
        attributes=tuple(Attribute(name, value) for name, value in attributes),
        **more,
    )


STOP = item(
    "stop-heat",
    ("业务", "报停"),
    ("条件", "没有欠费"),
    ("材料", "身份证"),
    ("材料", "房产证"),
    title="怎么办报停",
    related=("resume-heat",),
    catalogue="供热/报停",
)
RESUME = item(
    "resume-heat",
    ("业务", "恢复供热"),
    ("材料", "身份证"),
    title="怎么恢复供热",
    catalogue="供热/报停",
)
SHOP = item("stop-shop", ("业务", "报停"), ("条件", "没有欠费"), title="商铺能报停吗")
COLD = item(
    "cold",
    ("故障", "家里不热"),
    ("原因", "阀门没开"),
    ("处理", "打开阀门"),
    ("业务", "供热报修"),
    title="家里不热怎么办",
)
INSIDE = item("agent-stop", ("业务", "报停"), title="报停口径", audience=("agent",))
DRAFTS = (STOP, RESUME, SHOP, COLD, INSIDE)


def editor(tenant: TenantId) -> Staff:
    """Somebody who edits knowledge."""
    roles = frozenset({Role.EDITOR})
    return Staff(StaffId.new(), tenant, "bianji", "编辑", roles)


async def named(session: Session, graph: Graph, kind: EntityKind, name: str) -> Entity:
    """The entity of a kind with a name."""
    wanted = EntitiesWanted(kind=kind, limit=200)
    return next(one for one in await graph.page(session, wanted) if one.name == name)


async def names(session: Session, graph: Graph, kind: EntityKind) -> list[str]:
    """The names of all entities of a kind."""
    return [one.name for one in await graph.page(session, EntitiesWanted(kind=kind, limit=200))]


async def article_id(session: Session, slug: str) -> ArticleId:
    """The id of an article of the heating trade."""
    row = await session.one(
        "SELECT id FROM article WHERE slug = %(slug)s", {"slug": f"heating/{slug}"}
    )
    return ArticleId.of(row["id"])
