// What every part of the operations page is made of.

const drawn = new Map();

export const $ = (id) => document.getElementById(id);

export function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const DAY = { timeZone: "Asia/Shanghai", month: "long", day: "numeric" };
const HOUR = { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hour12: false };

export function clock(text) {
  const at = new Date(text);
  const day = at.toLocaleDateString("zh-CN", DAY);
  const hour = at.toLocaleTimeString("zh-CN", HOUR);
  const today = day === new Date().toLocaleDateString("zh-CN", DAY);
  const full = at.toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });
  return el("time", { className: "number", dateTime: text, title: full, textContent: today ? hour : `${day} ${hour}` });
}

export function yuan(fen) {
  const text = (fen / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${text} 元`;
}

export function mark(text, tone = "") {
  return el("span", { className: `state ${tone}`, textContent: text });
}

export function deed(text, act, className = "") {
  return el("button", { type: "button", textContent: text, className, onclick: act });
}

export function quiet(...children) {
  return el("p", { className: "quiet" }, ...children);
}

// Redraws only what has changed, so that nothing jumps while it is read or pressed.
export function draw(id, data, make, empty) {
  const now = JSON.stringify(data);
  if (drawn.get(id) === now) return;
  drawn.set(id, now);
  const items = data.map(make);
  $(id).replaceChildren(...(items.length ? items : [el("p", { className: "empty", textContent: empty })]));
}

export function rows(id, data, make, empty) {
  draw(id, data.length ? [data] : [], (all) => el("table", {}, el("tbody", {}, ...all.map(make))), empty);
}

export function say(text) {
  $("trouble").textContent = text;
  $("trouble").hidden = !text;
}

let after = async () => {};

export function afterSending(act) {
  after = act;
}

export async function send(method, path, body) {
  const answer = await fetch(`/ops/api${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) say((await answer.json()).customer_hint ?? "没有办成，请看一眼状态再试。");
  else say("");
  await after();
  return answer;
}
