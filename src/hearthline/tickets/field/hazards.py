"""What whoever goes there must beware of, in words: danger, people in need of care, temper."""

from typing import Final

from hearthline.kernel import Words
from hearthline.tickets.model import Ticket
from hearthline.understanding import Hazard, Vulnerable, hazard_of, vulnerable

_URGENT: Final = "P0"
_HEATED: Final = frozenset({"ANGRY", "THREATENING"})
_DANGERS: Final = {
    Hazard.LEAK: Words(
        zh="漏水：先找阀门，注意带电设备", en="Leak: find the valve, mind what is live"
    ),
    Hazard.BURST: Words(
        zh="爆管：注意烫伤，先关阀", en="Burst pipe: scalding, shut the valve first"
    ),
    Hazard.SCALD: Words(zh="有人烫伤：先问是否已就医", en="Somebody was scalded: ask for a doctor"),
    Hazard.SHOCK: Words(
        zh="触电风险：先断电再进入", en="Electric shock: power off before entering"
    ),
    Hazard.WIRE_DOWN: Words(
        zh="断线：距离 8 米以上，先隔离", en="Wire down: keep 8 m away, cordon off"
    ),
    Hazard.FIRE: Words(zh="起火：先报 119", en="Fire: call 119 first"),
    Hazard.GAS: Words(zh="燃气味：不开关电器，先通风", en="Gas: touch no switch, air the room"),
    Hazard.CO: Words(zh="一氧化碳：先通风，离开房间", en="Carbon monoxide: air and leave the room"),
}
_PEOPLE: Final = {
    Vulnerable.ELDERLY: Words(zh="家有老人", en="Elderly person at home"),
    Vulnerable.CHILD: Words(zh="家有小孩", en="Child at home"),
    Vulnerable.PREGNANT: Words(zh="家有孕产妇", en="Pregnant woman at home"),
    Vulnerable.ILL: Words(zh="家有病人", en="Sick person at home"),
    Vulnerable.LIFE_SUPPORT: Words(zh="家有医疗设备，不能断电断热", en="Life support: no cut-off"),
}


def hazards_of(ticket: Ticket) -> list[tuple[str, Words]]:
    """Each with a code, the gravest first."""
    text = f"{ticket.title} {ticket.description}"
    found: list[tuple[str, Words]] = []
    if ticket.priority == _URGENT:
        found.append(("urgent", Words(zh="特急：危及人身财产", en="Emergency: danger to people")))
    sign = hazard_of(text)
    if sign is not None:
        found += [(kind, _DANGERS[kind]) for kind in (sign.kind, *sign.others)]
    found += [(kind, _PEOPLE[kind]) for kind in sorted(vulnerable(text))]
    if ticket.emotion in _HEATED:
        found.append(("heated", Words(zh="客户情绪激动，先安抚", en="The customer is upset")))
    return [(str(code), words) for code, words in found]
