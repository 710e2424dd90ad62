"""The macros that a tenant begins with, for both trades; each can be changed or removed."""

from hearthline.assist.macros.model import Step

DEFAULTS: tuple[tuple[str, str, str, tuple[Step, ...]], ...] = (
    (
        "不热报修：安抚、建单、记承诺",
        "brbx",
        "heating",
        (
            Step(
                "say",
                {"text": "家里不热确实难受，我先给您报修，维修员会先打电话跟您约时间。"},
            ),
            Step(
                "ticket",
                {
                    "type_code": "H-RP-01",
                    "description": "整户不热，{since}开始，客户在线报修",
                    "details": {"since": "{since}"},
                },
            ),
            Step("say", {"text": "工单 {ticket_no} 已提交，您可以随时来问进度。"}),
            Step("promise", {"text": "确认维修员已联系客户", "within_minutes": 120}),
        ),
    ),
    (
        "测温预约：说明、建单",
        "cwyy",
        "heating",
        (
            Step(
                "say",
                {"text": "给您预约入户测温，到时请关好门窗一小时，测完双方签字确认。"},
            ),
            Step(
                "ticket",
                {
                    "type_code": "H-TP-01",
                    "description": "客户申请入户测温：{rooms}",
                    "details": {"rooms": "{rooms}"},
                },
            ),
            Step("note", {"text": "已说明测温要求：关门窗一小时、双方签字"}),
        ),
    ),
    (
        "停电：告知并订阅进展",
        "tdgz",
        "power",
        (
            Step("say", {"text": "您那里的停电已经在抢修，我给您订阅进展，来电会第一时间通知您。"}),
            Step("subscribe_outage", {}),
            Step("note", {"text": "已为客户订阅停电通知"}),
        ),
    ),
    (
        "情绪激动：安抚并提级",
        "tjsj",
        "",
        (
            Step("say", {"text": "您的情况我完整记下来了，这件事由我跟到底，今天给您答复。"}),
            Step("priority", {"priority": 1}),
            Step("promise", {"text": "给客户答复处理结果", "within_minutes": 240}),
            Step("note", {"text": "客户情绪激动，已提级，今天须答复"}),
        ),
    ),
    (
        "老人独居：标记并确认安全",
        "lrdj",
        "",
        (
            Step(
                "say",
                {"text": "您别着急，我一直在线。现在家里冷不冷，人有没有不舒服？"},
            ),
            Step("tag", {"code": "elderly_alone", "reason": "会话中本人或家人说明"}),
        ),
    ),
    (
        "结束语并办结",
        "jsy",
        "",
        (
            Step("say", {"text": "感谢您的来电来信，之后有问题直接发消息就能找到我们。"}),
            Step("resolve", {}),
        ),
    ),
)
