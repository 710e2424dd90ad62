"""What a gateway of the contract answers, with every member that the contract knows."""

from typing import Any

AS_OF = "2026-11-20T09:12:00+08:00"
AT = "2026-11-20T08:50:00+08:00"
AGE: dict[str, Any] = {"as_of": AS_OF, "stale": False}

# fmt: off
# A table is read by its columns.
POLICY_REF = {"id": "cn-heat-example", "version": 4, "effective_from": "2026-07-01"}
ADDRESS = {"raw": "幸福小区3号楼2单元501室", "district": "城东区", "community": "幸福小区",
           "building": "3", "unit": "2", "room": "501", "lng": 116.39, "lat": 39.9}
CANDIDATE = {"account_no": "1203005678", "domain": "heating", "name_masked": "张*",
             "phone_masked": "138****5678", "address_masked": "幸福小区3号楼***",
             "status": "ACTIVE", "usage_class": "RESIDENTIAL", "score": 1}
HEATING = {"billed_area_m2": 93.6, "deed_area_m2": 92.1, "storey_height_m": 2.8,
           "charge_mode": "AREA", "heat_type": "RADIATOR", "individually_valved": True,
           "valve_state": "OPEN", "warranty_until": "2027-11-15", "substation": "幸福站",
           "heat_source": "一热源", "position": "MIDDLE", "meter_no": "RM1"}
POWER = {"tariff_class": "居民合表", "tou": True, "prepaid": True, "phase": "SINGLE",
         "capacity_kw": 8.0, "transformer_district": "台区7", "line": "10kV幸福线",
         "meter_no": "M00991", "persons": 3}
ACCOUNT = {"account_no": "1203005678", "domain": "heating", "tenant": "example",
           "status": "ACTIVE", "usage_class": "RESIDENTIAL", "name_masked": "张*",
           "phone_masked": "138****5678", "address_masked": "幸福小区3号楼***",
           "has_arrears": True, "address": ADDRESS, "open_date": "2012-10-01",
           "policy": POLICY_REF, "flags": ["ELDERLY"], "heating": HEATING, "power": POWER} | AGE
BILL = {"bill_no": "B20260001", "domain": "power", "period": "2026-10", "status": "UNPAID",
        "payable_fen": 234000, "paid_fen": 0, "arrears_fen": 234000, "late_fee_fen": 120,
        "due_date": "2026-12-31", "issued_at": AT,
        "items": [{"name": "采暖费", "amount_fen": 234000}],
        "reading": {"meter_no": "M00991", "previous": 5048.0, "current": 5234.0,
                    "multiplier": 1.0, "usage_kwh": 186.0},
        "area_m2": 93.6, "unit_price_fen": 2500}
BALANCE = {"account_no": "6200112233", "prepaid": True, "balance_fen": -40,
           "threshold_fen": 5000, "estimated_empty_date": "2026-11-26",
           "daily_average_fen": 610} | AGE
USAGE = {"account_no": "6200112233", "unit": "kWh", "granularity": "month", "total": 186.0,
         "points": [{"period": "2026-10", "value": 186.0, "peak": 120.0, "valley": 66.0}],
         "tier": {"current": 1, "used_in_tier_year_kwh": 1804.0,
                  "until_next_tier_kwh": 356.0}} | AGE
PAYMENT = {"payment_no": "PM88120", "kind": "PAYMENT", "amount_fen": 10000, "channel": "WECHAT",
           "status": "CREDITED", "paid_at": AT, "credited_at": AT, "period": "2026-10"}
PAY_LINK = {"pay_link_id": "PL901", "url": "https://pay.example.com/PL901",
            "qr_text": "https://pay.example.com/PL901", "amount_fen": 234000,
            "expires_at": "2026-11-20T10:12:00+08:00", "account_masked": "1203****78"}
OUTAGE = {"outage_id": "OT5531", "domain": "heating", "kind": "FAULT", "status": "ACTIVE",
          "areas": [{"name": "幸福小区", "buildings": ["3", "5"]}], "start_at": AT,
          "planned_end_at": "2026-11-20T16:00:00+08:00", "actual_end_at": AT,
          "reason_text": "二次网管道漏水抢修", "progress_text": "正在更换管段",
          "progress": "REPAIRING", "affected_households": 212, "lines": ["10kV幸福线"],
          "substations": ["幸福站"], "updated_at": AT}
OUTAGE_SUBSCRIPTION = {"subscription_id": "SB71", "outage_id": "OT5531", "channel": "SMS",
                       "target_masked": "138****5678"}
TEMPERATURES = {"account_no": "1203005678",
                "rooms": [{"room": "客厅", "value_c": 16.5, "at": AT, "source": "SENSOR",
                           "valid": False, "record_no": "TR1"}],
                "pipe": {"supply_c": 38.0, "return_c": 31.5, "at": AT},
                "station": {"name": "幸福站", "supply_c": 46.0, "return_c": 37.2, "at": AT},
                "outdoor_c": -6.0} | AGE
POLICY = {"tenant": "example", "topic": "temp_standard", "domain": "heating",
          "policy": POLICY_REF, "values": {"min_c": 18.0, "rooms": ["卧室"], "all_day": True},
          "text": "室温全天不低于18℃。", "sources": ["第二十条"]} | AGE
TARIFF = {"tariff_id": "T-R1", "domain": "power", "usage_class": "RESIDENTIAL",
          "name": "居民阶梯", "prices": [{"label": "第一档", "unit": "kWh", "price_fen": 48.83,
                                      "from_kwh": 0.0, "to_kwh": 2160.0,
                                      "hours": "08:00-22:00"}],
          "tier_period": "YEAR", "text": "第一档每千瓦时0.4883元。", "effective_from": "2024-09-01"}
BRANCH = {"branch_id": "BR1", "name": "城东营业厅", "address": "东风路18号", "hours": "8:30–17:00",
          "phone": "0000-12345678", "lng": 116.4, "lat": 39.9, "distance_m": 900,
          "services": ["缴费", "过户"]}
APPOINTMENT = {"appointment_id": "AT12", "date": "2026-11-21", "start": "14:00", "end": "16:00",
               "status": "BOOKED", "work_order_no": "WO1", "application_no": "AP1"}
WORK_ORDER = {"work_order_no": "WO202611200017", "domain": "heating", "type_code": "H-RP-01",
              "type_name": "整户不热", "priority": "P1", "status": "accepted",
              "status_text": "已受理", "account_no": "1203005678",
              "address_masked": "幸福小区3号楼***", "description": "全屋暖气不热", "created_at": AT,
              "repeat_no": 1, "urge_count": 0, "related_outage_id": "OT5531",
              "team": "城东维修班", "worker_masked": "李*",
              "promises": {"contact_by": AT, "arrive_by": AT, "resolve_by": AT, "text": "上门"},
              "progress": [{"at": AT, "status": "accepted", "text": "已受理"}],
              "appointment": APPOINTMENT} | AGE
REASON = {"code": "ARREARS", "text": "尚有欠费356.00元", "field": "/account_no",
          "amount_fen": 35600, "deadline": "2026-09-30", "ref": "B20260001"}
PRECHECK = {"precheck_id": "pc_9f2", "eligible": False, "reasons": [REASON],
            "fee_preview": {"amount_fen": 42000, "ratio": 0.2, "text": "基本热费420.00元"},
            "summary": "申请2026-2027采暖季报停", "docs": ["ID_CARD", "DEED"],
            "expires_at": AT, "policy": POLICY_REF} | AGE
APPLICATION = {"application_no": "AP20261120003", "type": "HEAT_STOP",
               "account_no": "1203005678", "status": "REVIEW", "status_text": "资料审核中",
               "current_step": "资料审核", "handler": "城东营业厅", "next_date": "2026-11-23",
               "missing_docs": ["DEED"], "reasons": [REASON], "created_at": AT,
               "expected_done": "2026-11-27", "amount_fen": 42000,
               "steps": [{"name": "受理", "state": "DONE", "at": AT}]} | AGE
FILE = {"file_id": "F1", "kind": "DEED", "scan": "PENDING"}
SLOTS = {"items": [{"slot_id": "SL1", "date": "2026-11-21", "start": "14:00", "end": "16:00",
                    "team": "城东维修班", "label": "11月21日(周六)14:00–16:00"}]} | AGE
INVOICE = {"invoice_no": "IV77", "period": "2025-2026", "title_masked": "张*",
           "amount_fen": 234000, "status": "ISSUED",
           "download_url": "https://inv.example.com/IV77", "issued_at": AT}
REFUND = {"amount_fen": 11700, "binding": False, "daily_fee_fen": 1950,
          "lines": [{"days": 20, "ratio": 0.3, "amount_fen": 11700}], "policy": POLICY_REF,
          "text": "估算约117.00元，以审核结果为准。"} | AGE
PROFILE_CHANGE = {"change_id": "PC1", "field": "phone", "status": "PENDING_REVIEW"}
AUTOPAY = {"autopay_id": "AD1", "status": "PENDING_SIGN", "channel": "ALIPAY",
           "sign_url": "https://pay.example.com/sign/AD1"}
OTP = {"otp_id": "OTP1", "phone_masked": "138****5678", "expires_at": AT, "resend_after_s": 60}
VERIFICATION = {"verification_id": "VF1", "account_no": "1203005678", "status": "PENDING",
                "level": "L3", "url": "https://id.example.com/VF1", "expires_at": AT}
CALLBACK = {"callback_id": "CB1", "planned_by": AT}
METER = {"meter_no": "M00991", "domain": "power", "account_masked": "6200****33",
         "status": "NORMAL", "last_reading": 5234.0, "read_at": AT,
         "certificate_until": "2030-01-01", "display_text": "“当前总电量”后的数字即为示数。"} | AGE
METER_TEST = {"test_no": "MT1", "status": "ACCEPTED", "fee_fen": 0, "result_by": "2026-11-27"}
FEEDBACK = {"feedback_no": "FB1", "query_code": "K7Q2", "answer_by": "2026-12-03"}
SUBSCRIPTIONS = {"account_no": "6200112233",
                 "items": [{"topic": "BALANCE_LOW", "channel": "SMS", "enabled": True,
                            "threshold_fen": 3000}]} | AGE
ANOMALY = {"account_no": "6200112233", "period": "2026-11-19", "value_kwh": 41.2,
           "expected_kwh": 7.5, "text": "用电量明显高于往日"}
HEALTH = {"status": "ok"}
# fmt: on


def page(*items: Any, next_cursor: str | None = None, **changes: Any) -> dict[str, Any]:
    """One page of a list."""
    return {"items": list(items), "next_cursor": next_cursor} | AGE | changes
