"""The kinds of applications: what they need, which way they go, which order they open. Pure."""

from dataclasses import dataclass
from typing import Any

STATUS_TEXTS = {
    "SUBMITTED": "已受理",
    "WAITING_DOCS": "等待补交资料",
    "REVIEW": "资料审核中",
    "SURVEY": "等待现场勘察",
    "WORKS": "施工安排中",
    "APPROVED": "已批准",
    "REJECTED": "未通过",
    "DONE": "已办结",
    "WITHDRAWN": "已撤回",
}
DOCS = {
    "ID_CARD": "身份证",
    "DEED": "房产证",
    "BUSINESS_LICENCE": "营业执照",
    "HOUSEHOLD_BOOK": "户口簿",
    "LOW_INCOME_CERT": "低保证",
    "PROPERTY_CONSENT": "物业或相邻住户同意书",
    "TEMP_RECORD": "测温记录",
    "INVOICE": "发票",
    "PHOTO": "照片",
    "AUTHORISATION": "授权委托书",
}
FIELDS = {
    "season": "供暖期",
    "start_date": "开始日期",
    "new_owner_name": "新户主姓名",
    "new_owner_phone": "新户主手机号",
    "deed_area_m2": "房产证上的建筑面积",
    "address": "用能地址",
    "area_m2": "建筑面积",
    "work": "改造内容",
    "period": "退费的供暖期",
    "action": "办理事项",
    "person_count": "户籍人口数",
    "load_kw": "申请容量",
    "phase": "单相还是三相",
    "parking_no": "车位号",
}
_HIGH_VOLTAGE_KW = 160


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of application; a step is a name and the status that it has while it is the one."""

    name: str
    needs: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    workdays: int
    order_type: str
    docs: tuple[str, ...] = ()
    is_of_account: bool = True
    level: str = "L3"

    @property
    def domain(self) -> str:
        """The trade."""
        return "heating" if self.order_type.startswith("H") else "power"


_REVIEW = ("资料审核", "REVIEW")
_SURVEY = ("现场勘察", "SURVEY")
_REGISTER = ("变更登记", "APPROVED")
_NEXT_MONTH = ("次月生效", "APPROVED")
_OWNER = ("new_owner_name", "new_owner_phone")

KINDS = {
    "HEAT_STOP": Kind(
        "报停", ("season",), (_REVIEW, ("现场封阀", "WORKS")), 5, "H-AP-02", ("ID_CARD", "DEED")
    ),
    "HEAT_RESUME": Kind(
        "恢复用热", ("start_date",), (("核对费用", "REVIEW"), ("上门开阀", "WORKS")), 3,
        "H-AP-03", ("ID_CARD",),
    ),
    "HEAT_TRANSFER": Kind(
        "供热过户", _OWNER, (_REVIEW, _REGISTER), 3, "H-AP-04", ("ID_CARD", "DEED")
    ),
    "HEAT_AREA_CHECK": Kind(
        "面积核查", ("deed_area_m2",),
        (_REVIEW, ("现场测量", "SURVEY"), ("审批", "APPROVED"), ("调整账单", "APPROVED")), 15,
        "H-AP-05", ("DEED", "PHOTO"),
    ),
    "HEAT_CONNECT": Kind(
        "入网", ("address", "area_m2"),
        (_SURVEY, ("方案与报价", "APPROVED"), ("施工", "WORKS"), ("验收通暖", "WORKS")), 20,
        "H-AP-01", ("ID_CARD", "DEED"), is_of_account=False, level="L2",
    ),
    "HEAT_RETROFIT": Kind(
        "供热改造", ("work",),
        (_SURVEY, ("方案答复", "APPROVED"), ("供暖期外施工", "WORKS"), ("验收", "WORKS")), 20,
        "H-AP-06", ("DEED", "PROPERTY_CONSENT"),
    ),
    "HEAT_REFUND": Kind(
        "退费", ("period",), (("核对测温记录", "REVIEW"), ("审批", "REVIEW"), ("退付", "APPROVED")),
        10, "H-AP-07", ("INVOICE",),
    ),
    "POWER_TOU": Kind("峰谷电价", ("action",), (("表计设置", "WORKS"), _NEXT_MONTH), 5, "E-BZ-05"),
    "POWER_MULTI_PERSON": Kind(
        "多人口阶梯电价", ("person_count",), (_REVIEW, _NEXT_MONTH), 5, "E-BZ-05",
        ("HOUSEHOLD_BOOK",),
    ),
    "POWER_LOW_INCOME": Kind(
        "低保电费减免", (), (("资格核对", "REVIEW"), _NEXT_MONTH), 5, "E-BZ-05",
        ("LOW_INCOME_CERT", "ID_CARD"),
    ),
    "POWER_TRANSFER": Kind(
        "供电过户", _OWNER, (_REVIEW, _REGISTER), 5, "E-BZ-04", ("ID_CARD", "DEED")
    ),
    "POWER_NEW": Kind(
        "用电新装", ("address", "load_kw", "phase"), (("装表接电", "WORKS"),), 5, "E-BZ-01",
        ("ID_CARD", "DEED"), is_of_account=False,
    ),
    "POWER_CAPACITY": Kind(
        "容量变更", ("action", "load_kw"),
        (_SURVEY, ("方案答复", "APPROVED"), ("换表送电", "WORKS")), 6, "E-BZ-06",
        ("ID_CARD", "DEED"),
    ),
    "POWER_CHARGING_PILE": Kind(
        "充电桩报装", ("address", "parking_no"), (_SURVEY, ("装表接电", "WORKS")), 5, "E-BZ-07",
        ("ID_CARD", "DEED", "PROPERTY_CONSENT"), is_of_account=False,
    ),
    "POWER_PV": Kind(
        "光伏并网", ("address", "load_kw"),
        (_SURVEY, ("方案答复", "APPROVED"), ("验收并网", "WORKS")), 20, "E-BZ-07",
        ("ID_CARD", "DEED", "PROPERTY_CONSENT"), is_of_account=False,
    ),
    "POWER_METER_TEST": Kind(
        "电能表校验", (), (("预约取表", "APPROVED"), ("检定", "WORKS"), ("出具结果", "WORKS")), 5,
        "E-SR-05",
    ),
}  # fmt: skip
_BUSINESS_NEW = (("现场勘查", "SURVEY"), ("签订合同", "APPROVED"), ("装表接电", "WORKS"))


def is_for_business(data: dict[str, Any]) -> bool:
    """Whether it is for something else than a home."""
    return data.get("usage_class") not in (None, "RESIDENTIAL")


def steps_of(kind: str, data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The way that an application goes after it was taken."""
    if kind == "POWER_NEW" and (is_for_business(data) or data["load_kw"] > _HIGH_VOLTAGE_KW):
        return _BUSINESS_NEW
    if kind == "POWER_CAPACITY" and data.get("action") == "SUSPEND":
        return (_REVIEW, ("封停", "WORKS"))
    return KINDS[kind].steps


def docs_of(kind: str, data: dict[str, Any]) -> list[str]:
    """The papers that are needed."""
    docs = list(KINDS[kind].docs)
    if not KINDS[kind].is_of_account and is_for_business(data):
        docs[docs.index("ID_CARD")] = "BUSINESS_LICENCE"
    return docs


def order_type_of(kind: str, data: dict[str, Any]) -> str:
    """The type of the work order that the application opens."""
    if kind != "POWER_NEW":
        return KINDS[kind].order_type
    if data["load_kw"] > _HIGH_VOLTAGE_KW:
        return "E-BZ-03"
    return "E-BZ-02" if is_for_business(data) else "E-BZ-01"
