// The part for records: every call with headers and bodies, and every event that was sent.

import { $, clock, deed, el, mark, rows, send } from "/page/parts.js";
import { FAULTS, OPERATIONS } from "/page/words.js";

function callRow(call) {
  const tone = call.status >= 500 ? "danger" : call.status >= 400 ? "warn" : "good";
  return el("tr", {},
    el("td", {}, deed(OPERATIONS[call.operation] ?? call.operation, () => whole(call), "name"),
      el("div", { className: "quiet number", textContent: `${call.method} ${call.path}` })),
    el("td", {}, mark(call.code ?? String(call.status ?? "…"), tone),
      call.replayed ? mark("重复", "info") : null, call.fault ? mark(FAULTS[call.fault], "danger") : null,
      el("div", { className: "quiet" }, clock(call.at))));
}

async function whole(call) {
  const found = await (await fetch(`/ops/api/calls?since=${call.number - 1}&limit=1000`)).json();
  const one = found.find((it) => it.number === call.number);
  const text = one ? JSON.stringify(one, null, 2) : "这次调用已经不在记录里。";
  $("call").replaceChildren(el("pre", { textContent: text }));
}

export function showLog(state) {
  rows("calls", state.calls, callRow, "还没有调用。机器人或坐席一查询，这里就会有。");
}

$("forget").onclick = () => send("DELETE", "/calls");
