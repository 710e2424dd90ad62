"""The kinds of tags that every tenant begins with; a tenant changes or switches off each of them.

Urgent first are those whom cold or darkness can harm (requirement R20).
"""

from hearthline.customers.tags.model import TagKind
from hearthline.kernel import Words

DEFAULT_KINDS: tuple[TagKind, ...] = (
    TagKind(
        code="elderly_alone",
        name=Words(zh="老人独居", en="Elderly, alone"),
        meaning="停暖停电先联系，来电直接转人工；说慢一点，重要的话再说一遍。",
        phrase="您别着急，我一直在线。我把要点慢慢说给您听。",
        urgency=2,
        is_straight=True,
        lasts_days=365,
    ),
    TagKind(
        code="medical_power",
        name=Words(zh="医疗用电", en="Medical equipment"),
        meaning="家里有靠电维持的医疗设备：停电按险情处理，先确认人是否安全。",
        phrase="先确认一下，家里的医疗设备现在还能用吗，备用电源够用多久？",
        urgency=3,
        is_straight=True,
        is_sensitive=True,
        lasts_days=180,
    ),
    TagKind(
        code="infant_or_pregnant",
        name=Words(zh="孕产婴幼", en="Infant or pregnancy"),
        meaning="家里有孕产妇或婴幼儿：不热、停电优先上门。",
        phrase="家里有宝宝，我给您标了优先，维修员会先联系您。",
        urgency=2,
        is_sensitive=True,
        lasts_days=365,
    ),
    TagKind(
        code="low_income",
        name=Words(zh="低保", en="Low income"),
        meaning="先说减免和分期的办法，再说欠费；不催缴。",
        phrase="您家符合减免的条件，我帮您看看能减多少。",
        is_sensitive=True,
        lasts_days=365,
    ),
    TagKind(
        code="disabled",
        name=Words(zh="残障", en="Disability"),
        meaning="按对方方便的方式沟通，上门前先电话约好。",
        phrase="您看怎么联系最方便，我按您说的来。",
        urgency=1,
        is_straight=True,
        is_sensitive=True,
    ),
    TagKind(
        code="frequent_complaints",
        name=Words(zh="多次投诉", en="Repeated complaints"),
        meaning="先看之前的处理，不重复问；由班长跟进到底。",
        phrase="您之前反映的情况我都看到了，这次我跟到解决为止。",
        urgency=1,
        is_straight=True,
        lasts_days=90,
    ),
    TagKind(
        code="media_risk",
        name=Words(zh="媒体风险", en="Media risk"),
        meaning="说过要找媒体或已发帖：不争辩、不作超出权限的承诺，告知班长。",
        phrase="您的诉求我完整记下来，由负责人今天给您回复。",
        urgency=1,
        is_straight=True,
        is_sensitive=True,
        lasts_days=60,
    ),
    TagKind(
        code="key_enterprise",
        name=Words(zh="企业重点用户", en="Key enterprise"),
        meaning="医院、学校、连续生产的企业：停供前单独通知，有专属客户经理。",
        phrase="我同时通知您的客户经理，他会一直跟进。",
        urgency=2,
    ),
    TagKind(
        code="supply_sensitive",
        name=Words(zh="停供敏感", en="Outage-sensitive"),
        meaning="停电停暖前主动通知，恢复后主动告知。",
        phrase="一有进展我们先通知您。",
        urgency=1,
        lasts_days=365,
    ),
    TagKind(
        code="data_to_verify",
        name=Words(zh="信息待核实", en="Data to verify"),
        meaning="电话、面积或户名与档案不一致：这次顺便核对。",
        phrase="顺便跟您核对一下登记的联系方式。",
        lasts_days=180,
    ),
)
