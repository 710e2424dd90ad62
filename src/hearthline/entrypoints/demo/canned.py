"""Ready-made answers that the demo's agents begin with."""

from hearthline.access import Staff
from hearthline.platform.db import Session
from hearthline.routing import CannedAnswer, CannedAnswers, CannedId

DEMO_ANSWERS = (
    ("wh", "问候", "{customer}您好，我是人工客服，刚才的对话我都看到了，不用再重复。"),
    ("ckgd", "查看工单", "我正在查您的工单，请稍等一下。"),
    ("sm", "说明时限", "维修人员会在工单写明的时限内上门，上门前会先打电话和您约。"),
    ("pq", "排气提醒", "如果暖气片有流水声，请不要自己放水，我们可以安排人来排气。"),
    ("cw", "测温说明", "我们可以预约上门测温。测温前请关好门窗一小时，测完双方签字。"),
    (
        "tf",
        "退费说明",
        "退费要以双方签字的测温记录为准，按所在城市现行规定办理，我不能先答应金额。",
    ),
    ("aq", "漏水安全", "请先关闭入户阀，远离电器和积水，如有人烫伤请拨打 120。维修人员优先处理。"),
    ("js", "结束前", "还有别的需要我帮忙吗？没有的话，这次服务就先到这里，有事随时再来。"),
)


async def seed_canned(session: Session, canned: CannedAnswers, by: Staff) -> None:
    """Add those whose shortcut nobody has; what people changed is left alone."""
    known = {answer.shortcut for answer in await canned.list(session, by)}
    for shortcut, title, text in DEMO_ANSWERS:
        if shortcut not in known:
            answer = CannedAnswer(CannedId.new(), None, shortcut, title, text)
            await canned.add(session, answer, by=by)
