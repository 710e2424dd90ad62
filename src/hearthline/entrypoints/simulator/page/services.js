// The part for business: applications, money, contracts, visits, corrections, feedback.

import { $, clock, deed, draw, el, mark, quiet, rows, send, yuan } from "/page/parts.js";
import { APPLICATIONS, CHANNELS, DOCS, FEEDBACK, FIELDS } from "/page/words.js";

const ENDED = new Set(["DONE", "REJECTED", "WITHDRAWN"]);
const TONES = { DONE: "good", REJECTED: "danger", WITHDRAWN: "", WAITING_DOCS: "warn" };
const PAYMENTS = { PROCESSING: ["未入账", "warn"], CREDITED: ["已入账", "good"], FAILED: ["失败", "danger"], REVERSED: ["已退回", ""] };

function applicationCard(one) {
  const path = `/applications/${one.application_no}`;
  const move = (to) => () => send("POST", `${path}/move`, { to });
  const missing = one.missing_docs.map((kind) => DOCS[kind]).join("、");
  const files = one.files.map((file) => `${DOCS[file.kind]}（${Math.ceil(file.size / 1024)} KB）`).join("、");
  const deeds = el("div", { className: "deeds" },
    deed("下一步", move("next"), "strong"),
    one.missing_docs.length ? deed("收到资料", () => send("POST", `${path}/papers`, { kinds: one.missing_docs })) : null,
    deed("一直到办结", move("done")), deed("不通过", move("rejected")));
  return el("article", { className: "card" },
    el("div", { className: "row spread" }, el("h3", { textContent: APPLICATIONS[one.type] }),
      mark(one.status_text, TONES[one.status] ?? "info")),
    quiet(`${one.application_no}，${one.account_no ? `户号 ${one.account_no}` : "无户号"}，${one.handler}`),
    el("div", { className: "road", ariaHidden: "true" },
      ...one.steps.map((step) => el("i", { className: step.state === "DONE" ? "done" : "" }))),
    el("p", { textContent: one.steps.map((step) => step.name).join(" → ") }),
    missing ? quiet(`还差：${missing}`) : null,
    files ? quiet(`已收：${files}`) : null,
    one.amount_fen ? quiet(`金额 ${yuan(one.amount_fen)}`) : null,
    one.reasons.length ? quiet(`原因：${one.reasons.map((reason) => reason.text).join("；")}`) : null,
    ENDED.has(one.status) ? null : deeds);
}

function linkRow(link) {
  const open = !link.payment_no && new Date(link.expires_at) > new Date();
  return el("tr", {},
    el("td", {}, el("div", { textContent: `${yuan(link.amount_fen)}，${CHANNELS[link.channel]}` }),
      el("div", { className: "quiet number", textContent: `${link.pay_link_id}，户号 ${link.account_no}` })),
    el("td", {}, open
      ? el("a", { href: `/pay/${link.pay_link_id}`, target: "_blank", rel: "noopener", textContent: "打开支付页" })
      : mark(link.payment_no ? "已支付" : "已过期", link.payment_no ? "good" : "")));
}

function paymentRow(payment) {
  const [word, tone] = PAYMENTS[payment.status];
  const settle = (status) => () => send("POST", `/payments/${payment.payment_no}/settle`, { status });
  const waits = payment.status === "PROCESSING";
  return el("tr", {},
    el("td", {}, el("div", { textContent: `${payment.kind === "REFUND" ? "退费 " : ""}${yuan(payment.amount_fen)}` }),
      el("div", { className: "quiet number", textContent: `${payment.payment_no}，户号 ${payment.account_no}` })),
    el("td", {}, mark(word, tone), waits ? el("div", { className: "row end" },
      deed("入账", settle("CREDITED"), "link"), deed("失败", settle("FAILED"), "link")) : null));
}

function changeRow(change) {
  const review = (status) => () => send("POST", `/profile-changes/${change.change_id}/review`, { status });
  const word = { APPLIED: "已更正", REJECTED: "未通过" }[change.status];
  return el("tr", {},
    el("td", {}, el("div", { textContent: `${FIELDS[change.field]} 改为 ${change.new_value}` }),
      el("div", { className: "quiet number", textContent: `${change.change_id}，户号 ${change.account_no}` })),
    el("td", {}, word ? mark(word, change.status === "APPLIED" ? "good" : "danger")
      : el("div", { className: "row end" }, deed("通过", review("APPLIED"), "link"), deed("不通过", review("REJECTED"), "link"))));
}

function autopayRow(one) {
  const [word, tone] = { PENDING_SIGN: ["待签约", "warn"], ACTIVE: ["已开通", "good"], CANCELLED: ["已取消", ""] }[one.status];
  const pending = one.status === "PENDING_SIGN";
  return el("tr", {},
    el("td", {}, el("div", { textContent: CHANNELS[one.channel] }),
      el("div", { className: "quiet number", textContent: `${one.autopay_id}，户号 ${one.account_no}` })),
    el("td", {}, mark(word, tone), pending
      ? el("div", {}, deed("替客户签约", () => send("POST", `/autopay/${one.autopay_id}/sign`), "link")) : null));
}

function visitRow(visit) {
  const [word, tone] = { BOOKED: ["已约", "info"], CANCELLED: ["已取消", ""], DONE: ["已上门", "good"], NO_SHOW: ["未遇", "warn"] }[visit.status];
  return el("tr", {},
    el("td", {}, el("div", { className: "number", textContent: `${visit.date} ${visit.start}–${visit.end}` }),
      quiet(`${visit.team}，${visit.work_order_no ?? visit.application_no ?? visit.contact_phone}`)),
    el("td", {}, mark(word, tone)));
}

function invoiceRow(invoice) {
  return el("tr", {},
    el("td", {}, el("div", { textContent: `${yuan(invoice.amount_fen)}，${invoice.title}` }),
      el("div", { className: "quiet number", textContent: `${invoice.invoice_no}，${invoice.period}` })),
    el("td", {}, mark(invoice.status === "ISSUED" ? "已开具" : "开具中", invoice.status === "ISSUED" ? "good" : "info")));
}

function feedbackRow(one) {
  return el("tr", {},
    el("td", {}, el("div", { textContent: `${FEEDBACK[one.kind]}：${one.text}` }),
      quiet(one.is_anonymous ? `匿名，查询码 ${one.query_code}` : one.contact_phone ?? "未留电话")),
    el("td", {}, clock(one.created_at)));
}

function testRow(test) {
  const waits = test.status === "ACCEPTED";
  return el("tr", {},
    el("td", {}, el("div", { className: "number", textContent: `${test.test_no}，表号 ${test.meter_no}` }),
      quiet(`${test.result_by} 前出结果`)),
    el("td", {}, waits ? deed("出结果", () => send("POST", `/meter-tests/${test.test_no}/finish`), "link") : mark("已完成", "good")));
}

export function showServices(state) {
  draw("applications", state.applications, applicationCard, "还没有申请。客户办理报停、过户、新装等业务后会出现在这里，可以一步步办到办结。");
  rows("pay-links", state.pay_links.slice(0, 8), linkRow, "还没有缴费链接。客户要交费时会生成。");
  rows("payments", state.payments.slice(0, 8), paymentRow, "还没有通过链接缴的费。");
  rows("changes", state.profile_changes.slice(0, 8), changeRow, "没有待审核的更正。");
  rows("autopays", state.autopays.slice(0, 6), autopayRow, "还没有代扣签约。");
  rows("visits", state.appointments.slice(0, 8), visitRow, "还没有上门预约。");
  rows("invoices", state.invoices.slice(0, 6), invoiceRow, "还没有开过发票。");
  rows("feedback", state.feedback.slice(0, 8), feedbackRow, "还没有意见和举报。");
  rows("tests", state.meter_tests.slice(0, 6), testRow, "还没有表计校验。");
  const field = $("deadline").elements.until;
  if (document.activeElement !== field && $("deadline").dataset.told !== state.stop_until.until) {
    field.value = $("deadline").dataset.told = state.stop_until.until;
    $("deadline").dataset.season = state.stop_until.season;
    $("deadline-season").textContent = `${state.stop_until.season} 供暖期报停截止日`;
  }
}

$("deadline").onsubmit = (event) => {
  event.preventDefault();
  send("PUT", "/stop-until", { season: event.target.dataset.season, until: event.target.elements.until.value });
};
$("deadline-back").onclick = () =>
  send("PUT", "/stop-until", { season: $("deadline").dataset.season, until: null });
