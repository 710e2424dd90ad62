// The operations page: asks for the state every second and redraws only what has changed.

import { $, afterSending, clock, deed, draw, el, mark, quiet, rows, say, send } from "/page/parts.js";
import { EVENTS, FAULTS, OPERATIONS } from "/page/words.js";
import { showServices } from "/page/services.js";
import { showPeople } from "/page/people.js";
import { showLog } from "/page/log.js";

const STEPS = [
  ["accepted", "受理"], ["dispatched", "派单"], ["taken", "接单"], ["en_route", "出发"],
  ["on_site", "到场"], ["handling", "处理"], ["resolved", "处理完成"], ["closed", "办结"],
];
const REPAIR = [
  ["CREW_SENT", "人员出发"], ["CREW_ON_SITE", "人员到场"], ["REPAIRING", "开始抢修"], ["RESTORING", "正在恢复"],
];
const KINDS = { PLANNED: "计划检修", TEMPORARY: "临时检修", FAULT: "故障", LIMIT: "限供", FILLING_TEST: "注水试压" };
const OUTAGE_STATES = {
  ACTIVE: ["停供中", "danger"], SCHEDULED: ["未开始", "info"], RESTORED: ["已恢复", "good"], CANCELLED: ["已取消", ""],
};
const CODES = ["CONFLICT", "NOT_ELIGIBLE", "NOT_FOUND", "NEED_VERIFY", "RATE_LIMITED", "PRECHECK_EXPIRED", "FORBIDDEN",
  "MULTI_MATCH", "TIMEOUT", "INTERNAL"];
let communities = [];

function outageCard(outage) {
  const [word, tone] = OUTAGE_STATES[outage.status];
  const places = outage.areas.map((a) => a.name + (a.buildings.length ? ` ${a.buildings.join("、")} 号楼` : "（整个小区）"));
  const open = outage.status === "ACTIVE" || outage.status === "SCHEDULED";
  const at = REPAIR.findIndex(([code]) => code === outage.progress);
  const next = REPAIR[at + 1];
  const path = `/outages/${outage.outage_id}`;
  const begun = outage.status === "ACTIVE";
  const begin = () => send("POST", `${path}/progress`, { progress: "REPORTED" });
  const deeds = el("div", { className: "deeds" },
    begun ? deed("恢复供应", () => send("POST", `${path}/restore`), "strong") : deed("现在开始", begin, "strong"),
    begun && next ? deed(next[1], () => send("POST", `${path}/progress`, { progress: next[0] })) : null,
    deed("取消", () => send("POST", `${path}/cancel`)));
  return el("article", { className: "card" },
    el("div", { className: "row spread" },
      el("div", { className: "row" }, el("h3", { textContent: places.join("；") }),
        mark(outage.domain === "power" ? "供电" : "供热")), mark(word, tone)),
    el("p", { textContent: `${KINDS[outage.kind]}：${outage.reason_text}` }),
    outage.progress_text ? el("p", { textContent: outage.progress_text }) : null,
    quiet(`${outage.outage_id}，影响 ${outage.affected_households} 户，`, clock(outage.start_at),
      " 起", ...(outage.actual_end_at ? ["，", clock(outage.actual_end_at), " 恢复"]
        : outage.planned_end_at ? ["，预计 ", clock(outage.planned_end_at), " 结束"] : ["，结束时间未定"])),
    open ? deeds : null);
}

function orderCard(order) {
  const here = STEPS.findIndex(([code]) => code === order.status);
  const next = here >= 0 ? STEPS[here + 1] : undefined;
  const path = `/work-orders/${order.work_order_no}/move`;
  const tone = order.status === "resolved" || order.status === "closed" ? "good" : here < 0 ? "" : "info";
  const deeds = el("div", { className: "deeds" },
    here < 6 ? deed("处理完成", () => send("POST", path, { status: "resolved" }), "strong") : null,
    next && (here !== 5) ? deed(next[1], () => send("POST", path, { status: next[0] })) : null);
  return el("article", { className: "card" },
    el("div", { className: "row spread" },
      el("div", { className: "row" }, el("h3", { textContent: order.type_name }),
        mark(order.priority, order.priority === "P0" ? "danger" : order.priority === "P1" ? "warn" : ""),
        order.repeat_no > 1 ? mark(`第 ${order.repeat_no} 次报`, "warn") : null,
        order.urge_count ? mark(`催办 ${order.urge_count} 次`, "warn") : null),
      mark(order.status_text, tone)),
    el("p", { textContent: order.description }),
    quiet(`${order.work_order_no}，${order.address || "地址未知"}，${order.team}`, order.worker ? `（${order.worker}）` : ""),
    quiet(clock(order.created_at), " 受理",
      ...(order.promises.arrive_by ? ["，", clock(order.promises.arrive_by), " 前到场"] : []),
      ...(order.promises.resolve_by ? ["，", clock(order.promises.resolve_by), " 前办结"] : []),
      ...(order.appointment ? [`，约 ${order.appointment.date} ${order.appointment.start}`] : [])),
    el("div", { className: "road", ariaHidden: "true" },
      ...STEPS.slice(0, 7).map((_, step) => el("i", { className: step <= here ? "done" : "" }))),
    next ? deeds : null);
}

function hookRow(hook) {
  const [word, tone] = hook.delivered_at ? ["已送达", "good"]
    : hook.given_up_at ? ["已放弃", "danger"]
    : hook.attempts ? [`第 ${hook.attempts} 次未成（${hook.last_outcome}）`, "warn"] : ["等待发送", ""];
  return el("tr", {},
    el("td", {}, el("div", { textContent: EVENTS[hook.type] ?? hook.type, title: hook.event_id }), el("div", { className: "quiet number", textContent: `${hook.key} #${hook.sequence}` })),
    el("td", {}, mark(word, tone), el("div", { className: "quiet" }, clock(hook.created_at), " ",
      deed("再发一次", () => send("POST", `/deliveries/${hook.event_id}/again`), "link"))));
}

function otpCard(otp) {
  const isOld = new Date(otp.expires_at) < new Date();
  return el("div", { className: "card" },
    el("div", { className: "row spread" }, el("span", { className: "code", textContent: otp.code }),
      mark(otp.used ? "已使用" : isOld ? "已过期" : "可用", otp.used || isOld ? "" : "good")),
    quiet(`户号 ${otp.account_no}，${otp.phone_masked}，`, clock(otp.sent_at), " 发出"));
}

function verificationRow(one) {
  const pending = one.status === "PENDING";
  return el("tr", {},
    el("td", {}, el("div", { textContent: `${one.verification_id}，${one.level}` }), el("div", { className: "quiet number", textContent: `户号 ${one.account_no}` })),
    el("td", {}, mark(pending ? "待核验" : "已核验", pending ? "warn" : "good"), pending
      ? el("div", {}, deed("完成核验", () => send("POST", `/verifications/${one.verification_id}/complete`), "link")) : null));
}

function faultRow([name, fault]) {
  const more = fault.kind === "refused" ? ` ${fault.code}` : fault.kind === "slow" ? ` ${fault.seconds} 秒` : "";
  const left = fault.times ? `，还有 ${fault.times} 次` : "";
  return el("tr", {},
    el("td", { textContent: `${OPERATIONS[name] ?? name}：${FAULTS[fault.kind]}${more}${left}` }),
    el("td", {}, deed("关闭", () => send("DELETE", `/faults/${encodeURIComponent(name)}`), "link")));
}

function callbackRow(call) {
  return el("tr", {},
    el("td", {}, el("div", { textContent: call.topic }), el("div", { className: "quiet number", textContent: call.phone })),
    el("td", {}, clock(call.planned_by), " 前"));
}

async function refresh() {
  let state;
  try {
    state = await (await fetch("/ops/api/state")).json();
    if ($("trouble").textContent.startsWith("模拟器")) say("");
  } catch {
    return say("模拟器没有回应，正在重连");
  }
  if (!communities.length) fillForms(state.communities);
  $("summary").textContent = `${state.communities.length} 个小区，${state.households} 户，单位编号 ${state.tenant}`;
  $("hook-address").textContent = state.webhook_url ? `发往 ${state.webhook_url}` : "没有设置接收地址，事件会先存着";
  draw("outages", state.outages, outageCard, "现在没有停供。在上面选好小区，按“发布停供”。");
  draw("orders", state.work_orders, orderCard, "还没有工单。客户报修后会出现在这里，可以一步步派单、接单、到场，直到处理完成。");
  draw("otps", state.otps.slice(0, 3), otpCard, "没有发过验证码。客户核验身份时，这里会显示他收到的短信。");
  rows("verifications", state.verifications.slice(0, 4), verificationRow, "还没有人核验身份。");
  rows("faults", Object.entries(state.faults), faultRow, "一切正常。");
  rows("callbacks", state.callbacks, callbackRow, "没有人等回拨。");
  rows("hooks", state.deliveries.slice(0, 30), hookRow, "还没有发过事件。停供、工单、申请、缴费一有变化就会发出。");
  showServices(state);
  showLog(state);
}

function fillForms(list) {
  communities = list;
  const choice = $("cause").elements.community;
  choice.replaceChildren(...list.map((one) => el("option", { textContent: one.name })));
  choice.onchange = fillBuildings;
  fillBuildings();
  const options = (words) => Object.entries(words).map(([value, word]) => el("option", { value, textContent: word }));
  const fault = $("fault").elements;
  fault.operation.replaceChildren(...options(OPERATIONS));
  fault.kind.replaceChildren(...options(FAULTS));
  fault.code.replaceChildren(...CODES.map((code) => el("option", { value: code, textContent: code })));
  fault.kind.onchange = () => { $("fault-code").hidden = fault.kind.value !== "refused"; };
}

function fillBuildings() {
  const one = communities.find((c) => c.name === $("cause").elements.community.value);
  $("buildings").replaceChildren(...one.buildings.map((b) =>
    el("label", {}, el("input", { type: "checkbox", name: "buildings", value: b }), b)));
}

function turnTo(name) {
  for (const tab of document.querySelectorAll("nav button")) {
    tab.setAttribute("aria-selected", String(tab.dataset.part === name));
    $(tab.dataset.part).hidden = tab.dataset.part !== name;
  }
  if (name === "part-people") showPeople();
  history.replaceState(null, "", `#${name.slice(5)}`);
}

for (const tab of document.querySelectorAll("nav button")) tab.onclick = () => turnTo(tab.dataset.part);

const REASONS = { heating: "二次网管道漏水抢修", power: "台区变压器故障抢修" };

$("cause").elements.domain.onchange = (event) => {
  const reason = $("cause").elements.reason_text;
  if (Object.values(REASONS).includes(reason.value)) reason.value = REASONS[event.target.value];
};
$("cause").onsubmit = (event) => {
  event.preventDefault();
  say("");
  const form = new FormData(event.target);
  send("POST", "/outages", {
    community: form.get("community"), domain: form.get("domain"), kind: form.get("kind"), reason_text: form.get("reason_text"),
    buildings: form.getAll("buildings"), start_in_hours: Number(form.get("start_in_hours")),
    lasts_hours: form.get("lasts_hours") ? Number(form.get("lasts_hours")) : null,
  });
};
$("fault").onsubmit = (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const times = form.get("times") ? { times: Number(form.get("times")) } : {};
  const seconds = form.get("kind") === "lost" ? { seconds: 60 } : {};
  send("PUT", `/faults/${encodeURIComponent(form.get("operation"))}`,
    { kind: form.get("kind"), code: form.get("code"), ...times, ...seconds });
};

afterSending(refresh);
await refresh();
if ($(`part-${location.hash.slice(1)}`)) turnTo(`part-${location.hash.slice(1)}`);
setInterval(refresh, 1000);
