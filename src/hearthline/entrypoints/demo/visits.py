"""What the demo's field staff find in their list at the first start; harmless twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hearthline.access import Staff
from hearthline.kernel import StaffId
from hearthline.platform.db import Session
from hearthline.tickets import NewTicket, Place, Submitter, Team, TicketHandling
from hearthline.tickets.handling.actions import Dispatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A ticket that waits for somebody to go there; without a worker, for his whole team."""

    key: str
    team: str
    type_code: str
    title: str
    description: str
    address: str
    name: str
    phone: str
    details: Mapping[str, str] = field(default_factory=dict)
    worker: str | None = None


VISITS = (
    Visit(
        key="demo-visit-measuring",
        team="城东维修班",
        worker="zhanggong",
        type_code="H-TP-01",
        title="次卧 15 度，申请测温",
        description="次卧一直 15 度左右，两边邻居都热。家里有 82 岁老人，下午都在家。",
        details={"rooms": "次卧、客厅", "at_home": "下午"},
        address="城东区阳光花园 3 号楼 2 单元 502",
        name="何淑芬",
        phone="13512340502",
    ),
    Visit(
        key="demo-visit-drip",
        team="城东维修班",
        type_code="H-RP-04",
        title="厨房分水器滴漏",
        description="厨房分水器接口滴水，已用盆接着，阀门能关上。",
        details={"leak_level": "DRIP", "closable": "yes"},
        address="城东区幸福小区 7 号楼 1 单元 301",
        name="马建军",
        phone="13512340301",
    ),
    Visit(
        key="demo-visit-cold",
        team="城西维修班",
        worker="liugong",
        type_code="H-RP-01",
        title="全屋不热，暖气片只有上半截温",
        description="昨晚开始全屋不热，同单元楼上楼下都正常。",
        details={"since": "昨晚", "neighbour_same": "no"},
        address="城西区锦绣家园 12 号楼 3 单元 1201",
        name="郭晓燕",
        phone="13512341201",
    ),
)


async def seed_visits(
    session: Session,
    handling: TicketHandling,
    *,
    teams: list[Team],
    people: Mapping[str, StaffId],
    by: Staff,
) -> None:
    """Open and dispatch them, as far as their teams are there."""
    by_name = {team.name: team for team in teams}
    for visit in VISITS:
        team = by_name.get(visit.team)
        if team is None:
            continue
        ticket = await handling.open(session, by, _new(visit))
        dispatch = Dispatch(
            client_id=f"{visit.key}-dispatch",
            team_id=team.id,
            worker_id=people.get(visit.worker or ""),
        )
        await handling.act(session, ticket.id, dispatch, by=by)


def _new(visit: Visit) -> NewTicket:
    return NewTicket(
        client_id=visit.key,
        type_code=visit.type_code,
        title=visit.title,
        description=visit.description,
        details=visit.details,
        place=Place(address=visit.address),
        submitter=Submitter(name=visit.name),
        contact_phone=visit.phone,
        source_channel="phone",
    )
