"""The named households of the demo: each shows something."""

from datetime import date
from typing import Any

from hearthline.entrypoints.simulator.town import Household

_ZHANG: dict[str, Any] = {"name": "张伟", "phone": "13800005678", "id_last4": "5678"}
_LI: dict[str, Any] = {"name": "李秀英", "phone": "13900001234", "id_last4": "1234"}
_ZHAO: dict[str, Any] = {"name": "赵敏", "phone": "13700002468", "id_last4": "246X"}
_WANG: dict[str, Any] = {"name": "王强", "phone": "13600007001", "id_last4": "7001"}
_CHEN: dict[str, Any] = {"name": "陈静", "phone": "13600007102", "id_last4": "7102"}
_LIU: dict[str, Any] = {"name": "刘建国", "phone": "13600007203", "id_last4": "7203"}
_SUN: dict[str, Any] = {"name": "孙丽", "phone": "13600007304", "id_last4": "7304"}
_ZHOU: dict[str, Any] = {"name": "周涛", "phone": "13600007405", "id_last4": "7405"}
_WU: dict[str, Any] = {"name": "吴敏", "phone": "13600007607", "id_last4": "7607"}
_XU: dict[str, Any] = {"name": "徐洋", "phone": "13600007708", "id_last4": "7708"}

_LAST_FIRST = date(2025, 9, 1)
_WARRANTY_ENDS = date(2028, 9, 30)


def named_households() -> list[Household]:
    """Everybody whom the demo knows by name."""
    return [Household(**facts) for facts in (*_heated(), *_lit())]


def _home(community: str, building: str, unit: str, room: str) -> dict[str, Any]:
    return {
        "community": community, "building": building, "unit": unit, "room": room,
    }  # fmt: skip


_ZHANGS = _home("幸福小区", "3", "2", "501")
_PARENTS = _home("幸福小区", "5", "1", "203")
_LIS = _home("阳光花园", "2", "1", "302")
_ZHAOS = _home("锦绣家园", "5", "3", "1102")
_WANGS = _home("阳光花园", "4", "2", "801")
_OTHER = _home("铁西新村", "5", "1", "302")
_CHENS = _home("锦绣家园", "7", "1", "602")
_LIUS = _home("铁西新村", "2", "1", "101")
_SUNS = _home("和平里", "6", "3", "402")
_SHOP = _home("和平里", "1", "1", "102")
_WUS = _home("和平里", "8", "2", "903")
_XUS = _home("幸福小区", "7", "1", "1001")


def _heated() -> list[dict[str, Any]]:
    plain = {"domain": "heating"}
    return [
        plain | one
        for one in (
            {"account_no": "1203005678", **_ZHANG, **_ZHANGS, "area_m2": 93.6},
            {"account_no": "1203005679", **_ZHANG, **_PARENTS, "area_m2": 71.5,
             "arrears_fen": 78750, "flags": ("ELDERLY",)},
            {"account_no": "1203002468", **_LI, **_LIS, "area_m2": 78.2, "arrears_fen": 195500,
             "flags": ("ELDERLY",)},
            {"account_no": "1203003579", **_ZHAO, **_ZHAOS, "area_m2": 121.4, "status": "STOPPED",
             "heat_type": "FLOOR", "position": "TOP"},
            {"account_no": "1203007001", **_WANG, **_WANGS, "area_m2": 104.3,
             "charge_mode": "METERED"},
            {"account_no": "1203007002", **_WANG, **_OTHER, "area_m2": 58.3, "is_valved": False},
            {"account_no": "1203007102", **_CHEN, **_CHENS, "area_m2": 118.0, "heat_type": "FLOOR",
             "deed_area_m2": 112.6, "warranty_until": _WARRANTY_ENDS, "opened_on": _LAST_FIRST},
            {"account_no": "1203007203", **_LIU, **_LIUS, "area_m2": 62.4, "is_valved": False,
             "position": "GROUND", "flags": ("ELDERLY", "LOW_INCOME"),
             "quirks": ("COLD", "RECORDS")},
            {"account_no": "1203007304", **_SUN, **_SUNS, "area_m2": 86.0, "status": "CUT_OFF",
             "arrears_fen": 215000, "older_arrears_fen": 215000},
            {"account_no": "1203007405", **_ZHOU, **_SHOP, "area_m2": 56.8,
             "usage_class": "NON_RESIDENTIAL"},
            {"account_no": "1203007607", **_WU, **_WUS, "area_m2": 97.2,
             "quirks": ("PAY_DOUBLE",)},
            {"account_no": "1203007708", **_XU, **_XUS, "area_m2": 88.5, "position": "TOP",
             "flags": ("OPEN_DISPUTE",), "quirks": ("COLD",)},
            {"account_no": "1203007809", "name": "何平", "phone": "13600007809",
             "id_last4": "7809", **_home("翠湖雅居", "4", "1", "702"), "area_m2": 90.0,
             "status": "NOT_CONNECTED"},
            {"account_no": "1203007910", "name": "高霞", "phone": "13600007910",
             "id_last4": "7910", **_home("翠湖雅居", "1", "1", "101"), "area_m2": 84.0,
             "status": "CLOSED"},
            {"account_no": "1203007911", "name": "高明", "phone": "13600007911",
             "id_last4": "7911", **_home("翠湖雅居", "1", "1", "101"), "area_m2": 84.0},
        )
    ]  # fmt: skip


def _lit() -> list[dict[str, Any]]:
    plain = {"domain": "power"}
    return [
        plain | one
        for one in (
            {"account_no": "6200112233", **_ZHANG, **_ZHANGS, "is_prepaid": True,
             "prepaid_fen": 3640, "daily_kwh": 10.6},
            {"account_no": "6200112244", **_ZHANG, **_PARENTS, "is_tou": True,
             "unpaid_months": 1, "daily_kwh": 5.4, "persons": 2, "flags": ("ELDERLY",)},
            {"account_no": "6200102468", **_LI, **_LIS, "daily_kwh": 4.2, "persons": 1,
             "flags": ("ELDERLY", "LOW_INCOME")},
            {"account_no": "6200103579", **_ZHAO, **_ZHAOS, "is_prepaid": True,
             "prepaid_fen": 18200, "daily_kwh": 1.1, "is_tou": True},
            {"account_no": "6200107001", **_WANG, **_WANGS, "daily_kwh": 17.5, "persons": 6},
            {"account_no": "6200107002", **_WANG, **_OTHER, "is_prepaid": True,
             "prepaid_fen": -860, "daily_kwh": 2.3, "status": "CUT_OFF"},
            {"account_no": "6200107102", **_CHEN, **_CHENS, "daily_kwh": 8.8,
             "quirks": ("PAY_PROCESSING",)},
            {"account_no": "6200107203", **_LIU, **_LIUS, "status": "CUT_OFF", "daily_kwh": 3.9,
             "unpaid_months": 2, "persons": 2, "flags": ("ELDERLY",)},
            {"account_no": "6200107304", **_SUN, **_SUNS, "daily_kwh": 6.7,
             "quirks": ("READING_JUMP",)},
            {"account_no": "6200107405", **_ZHOU, **_SHOP, "usage_class": "NON_RESIDENTIAL",
             "phase": "THREE", "capacity_kw": 30.0, "daily_kwh": 62.0, "persons": None},
            {"account_no": "6200107506", "name": "和平医院", "phone": "13600007506",
             "id_last4": "7506", **_home("和平里", "9", "1", "101"),
             "usage_class": "NON_RESIDENTIAL", "phase": "THREE", "capacity_kw": 630.0,
             "daily_kwh": 4200.0, "persons": None, "flags": ("IMPORTANT", "OUTAGE_SENSITIVE")},
            {"account_no": "6200107607", **_WU, **_WUS, "daily_kwh": 9.1,
             "quirks": ("HIGH_BILL", "PAY_DOUBLE")},
            {"account_no": "6200108001", "name": "郑海燕", "phone": "13600008001",
             "id_last4": "8001", **_home("翠湖雅居", "2", "1", "501"), "is_prepaid": True,
             "prepaid_fen": 9450, "flags": ("OUTAGE_SENSITIVE",)},
        )
    ]  # fmt: skip
