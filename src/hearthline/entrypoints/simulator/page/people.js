// The part for customers: every account of the town, and what can happen at it.

import { $, deed, el, mark, quiet, send, yuan } from "/page/parts.js";
import { FLAGS, STATES } from "/page/words.js";

const BILLS = { UNPAID: ["未交", "warn"], PARTIAL: ["交了一部分", "warn"], PAID: ["已交清", "good"], CANCELLED: ["已取消", ""] };
let everybody = [];
let chosen = "";

function matches(one, words) {
  const text = `${one.account_no} ${one.name} ${one.phone} ${one.address} ${STATES[one.status]} ${[...one.flags, ...one.quirks].map((f) => FLAGS[f]).join(" ")}`;
  return words.split(/\s+/).every((word) => text.includes(word));
}

function personRow(one) {
  const tone = one.status === "ACTIVE" ? "good" : one.status === "CUT_OFF" ? "danger" : "";
  const row = el("tr", { className: one.account_no === chosen ? "chosen" : "" },
    el("td", {}, deed(`${one.name}　${one.account_no}`, () => choose(one.account_no), "name"),
      quiet(`${one.domain === "heating" ? "供热" : "供电"}，${one.address}`)),
    el("td", {}, mark(STATES[one.status], tone),
      el("div", { className: "quiet", textContent: [...one.flags, ...one.quirks].map((flag) => FLAGS[flag]).join("、") })));
  return row;
}

function list() {
  const words = $("who").value.trim();
  const found = everybody.filter((one) => matches(one, words));
  $("people").replaceChildren(found.length
    ? el("table", {}, el("tbody", {}, ...found.slice(0, 60).map(personRow)))
    : el("p", { className: "empty", textContent: "没有这样的户号。可以按姓名、户号、地址、状态或标记找。" }));
}

async function choose(accountNo) {
  chosen = accountNo;
  list();
  await showAccount();
}

async function showAccount() {
  const one = await (await fetch(`/ops/api/accounts/${chosen}`)).json();
  const heats = one.domain === "heating";
  const facts = [
    ["户主", `${one.name}，${one.phone}，证件后四位 ${one.id_last4}`], ["地址", one.address],
    heats ? ["用热", `${one.area_m2} ㎡，${one.charge_mode === "METERED" ? "两部制" : "按面积"}，${one.heat_type === "FLOOR" ? "地暖" : "暖气片"}，${one.is_valved ? "有" : "没有"}分户阀`]
      : ["用电", `${one.is_prepaid ? `预付费，余额 ${yuan(one.prepaid_fen)}` : "后付费"}，${one.is_tou ? "峰谷" : "不分峰谷"}，${one.capacity_kw} kW，${one.phase === "THREE" ? "三相" : "单相"}`],
    ["欠费", one.owed_fen || one.late_fen ? `${yuan(one.owed_fen)}，违约金 ${yuan(one.late_fen)}` : "没有"],
  ];
  const happen = (type) => async () => {
    await send("POST", `/accounts/${chosen}/events`, { type });
    await showAccount();
  };
  const events = [
    ["发新账单", "bill.issued"],
    one.is_prepaid ? ["余额不足", "balance.low"] : null,
    !heats || one.charge_mode === "METERED" ? ["用量异常", "reading.anomaly"] : null,
    heats ? ["室温偏低", "temperature.low"] : null,
  ].filter(Boolean);
  $("account").replaceChildren(el("article", { className: "card" },
    el("div", { className: "row spread" }, el("h3", { className: "number", textContent: one.account_no }), mark(STATES[one.status])),
    el("dl", {}, ...facts.flatMap(([name, text]) => [el("dt", { textContent: name }), el("dd", { textContent: text })])),
    el("h4", { textContent: "最近账单" }),
    one.bills.length ? el("table", {}, el("tbody", {}, ...one.bills.map(billRow))) : quiet("没有账单"),
    el("div", { className: "deeds" }, ...events.map(([word, type]) => deed(word, happen(type))),
      deed("恢复原样", async () => { await send("DELETE", `/accounts/${chosen}/events`); await showAccount(); }))));
}

function billRow(bill) {
  const [word, tone] = BILLS[bill.status];
  return el("tr", {},
    el("td", {}, el("div", { className: "number", textContent: `${bill.period}　${yuan(bill.payable_fen)}` }),
      ...bill.items.map((item) => quiet(`${item.name}：${yuan(item.amount_fen)}`))),
    el("td", {}, mark(word, tone)));
}

export async function showPeople() {
  everybody = await (await fetch("/ops/api/accounts")).json();
  list();
}

$("who").oninput = list;
