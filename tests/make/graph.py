"""Items with attributes for tests of the graph."""

from dataclasses import replace
from typing import Any

from hearthline.access import Role, Staff
from hearthline.kernel import StaffId, TenantId
from hearthline.knowledge import Attribute, Draft
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
