// The operations page: asks for the state every second and redraws only what has changed.

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
const FAULTS = {
  slow: "很慢", down: "不可用", html: "返回网页", broken_json: "残缺内容", wrong_types: "错误类型",
  empty: "空内容", huge: "10 MB", cut: "办完后断开",
};
const OPERATIONS = {
  "*": "全部操作", searchAccounts: "查找户号", getAccount: "户号资料", listBills: "账单", getBalance: "余额",
  listOutages: "停供查询", getOutage: "停供详情", createOutageSubscription: "停供通知", listTemperatures: "室温",
  getPolicy: "政策", listBranches: "营业厅", createWorkOrder: "建工单", listWorkOrders: "工单列表",
  getWorkOrder: "工单进度", urgeWorkOrder: "催办", withdrawWorkOrder: "撤单", sendOtp: "发验证码",
  verifyIdentity: "核验身份", getVerification: "核验结果", createCallback: "预约回拨", getHealth: "健康检查",
};

const EVENTS = { "workorder.changed": "工单变化", "outage.changed": "停供变化", "identity.verified": "核验完成" };

const $ = (id) => document.getElementById(id);
const drawn = new Map();
let communities = [];

function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function clock(text) {
  const at = new Date(text);
  const today = at.toDateString() === new Date().toDateString();
  const hour = at.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
  const node = el("time", { className: "number", dateTime: text, title: at.toLocaleString("zh-CN") });
  node.textContent = today ? hour : `${at.getMonth() + 1} 月 ${at.getDate()} 日 ${hour}`;
  return node;
}

function mark(text, tone = "") {
  return el("span", { className: `state ${tone}`, textContent: text });
}

async function send(method, path, body) {
  const answer = await fetch(`/ops/api${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) say((await answer.json()).customer_hint ?? "没有办成，请看一眼状态再试。");
  await refresh();
}

function say(text) {
  $("trouble").textContent = text;
  $("trouble").hidden = !text;
}

function deed(text, act, className = "") {
  return el("button", { type: "button", textContent: text, className, onclick: act });
}

function draw(id, data, make, empty) {
  const now = JSON.stringify(data);
  if (drawn.get(id) === now) return;
  drawn.set(id, now);
  const items = data.map(make);
  $(id).replaceChildren(...(items.length ? items : [el("p", { className: "empty", textContent: empty })]));
}

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
    el("div", { className: "row spread" }, el("h3", { textContent: places.join("；") }), mark(word, tone)),
    el("p", { textContent: `${KINDS[outage.kind]}：${outage.reason_text}` }),
    outage.progress_text ? el("p", { textContent: outage.progress_text }) : null,
    el("p", { className: "quiet" }, `${outage.outage_id}，影响 ${outage.affected_households} 户，`, clock(outage.start_at),
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
    el("p", { className: "quiet" }, `${order.work_order_no}，${order.address || "地址未知"}，${order.team}`,
      order.worker ? `（${order.worker}）` : ""),
    el("p", { className: "quiet" }, clock(order.created_at), " 受理",
      ...(order.promises.arrive_by ? ["，", clock(order.promises.arrive_by), " 前到场"] : []),
      ...(order.promises.resolve_by ? ["，", clock(order.promises.resolve_by), " 前办结"] : [])),
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

function rows(id, data, make, empty) {
  draw(id, data.length ? [data] : [], (all) => el("table", {}, el("tbody", {}, ...all.map(make))), empty);
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
  draw("otps", state.otps.slice(0, 3), (otp) => el("div", { className: "card" },
    el("div", { className: "row spread" }, el("span", { className: "code", textContent: otp.code }),
      mark(otp.used ? "已使用" : new Date(otp.expires_at) < new Date() ? "已过期" : "可用", otp.used ? "" : "good")),
    el("p", { className: "quiet" }, `户号 ${otp.account_no}，${otp.phone_masked}，`, clock(otp.sent_at), " 发出")),
    "没有发过验证码。客户核验身份时，这里会显示他收到的短信。");
  rows("faults", Object.entries(state.faults), ([name, fault]) => el("tr", {},
    el("td", { textContent: `${OPERATIONS[name] ?? name}：${FAULTS[fault.kind]}` }),
    el("td", {}, deed("关闭", () => send("DELETE", `/faults/${encodeURIComponent(name)}`), "link"))), "一切正常。");
  rows("callbacks", state.callbacks, (call) => el("tr", {},
    el("td", {}, el("div", { textContent: call.topic }), el("div", { className: "quiet number", textContent: call.phone })),
    el("td", {}, clock(call.planned_by), " 前")), "没有人等回拨。");
  rows("hooks", state.deliveries.slice(0, 12), hookRow, "还没有发过事件。停供或工单一有变化就会发出。");
}

function fillForms(list) {
  communities = list;
  const choice = $("cause").elements.community;
  choice.replaceChildren(...list.map((one) => el("option", { textContent: one.name })));
  choice.onchange = fillBuildings;
  fillBuildings();
  const names = Object.entries(OPERATIONS).map(([name, word]) => el("option", { value: name, textContent: word }));
  $("fault").elements.operation.replaceChildren(...names);
}

function fillBuildings() {
  const one = communities.find((c) => c.name === $("cause").elements.community.value);
  $("buildings").replaceChildren(...one.buildings.map((b) =>
    el("label", {}, el("input", { type: "checkbox", name: "buildings", value: b }), b)));
}

$("cause").onsubmit = (event) => {
  event.preventDefault();
  say("");
  const form = new FormData(event.target);
  send("POST", "/outages", {
    community: form.get("community"), kind: form.get("kind"), reason_text: form.get("reason_text"),
    buildings: form.getAll("buildings"), start_in_hours: Number(form.get("start_in_hours")),
    lasts_hours: form.get("lasts_hours") ? Number(form.get("lasts_hours")) : null,
  });
};
$("fault").onsubmit = (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  send("PUT", `/faults/${encodeURIComponent(form.get("operation"))}`, { kind: form.get("kind") });
};

await refresh();
setInterval(refresh, 1000);
