import tokens from "../../../ui/tokens.css?inline";
import type { Locale } from "../bridge";
import { addStyles } from "../styles";
import styles from "./launcher.css?inline";

const SVG = "http://www.w3.org/2000/svg";
const BUBBLE =
  "M12 3.5c5 0 9 3.4 9 7.6s-4 7.6-9 7.6c-.9 0-1.8-.1-2.6-.3L5 20.6v-3.7c-1.900-1.400-3-3.500-3-5.800 0-4.200 4.500-7.600 10-7.600Z";
const DOWN = "M5.500 9.250 12 15.750l6.500-6.500";

const WORDS = {
  "zh-CN": {
    open: "打开在线客服",
    close: "收起客服窗口",
    unread: (count: number) => `，${count} 条未读消息`,
    failed: "客服窗口没有加载成功，请检查网络后再点一次。",
  },
  en: {
    open: "Open customer service chat",
    close: "Minimise the chat",
    unread: (count: number) => `, ${count} unread`,
    failed: "The chat could not be loaded. Check the network and press again.",
  },
} as const;

function icon(className: string, path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

/** The round button in the corner, alone in its shadow root until the panel joins it. */
export class Launcher {
  readonly root: ShadowRoot;
  readonly #host = document.createElement("div");
  readonly #button = make("button", "launcher") as HTMLButtonElement;
  readonly #badge = make("span", "badge");
  readonly #note = make("div", "note");
  #unread = 0;
  #open = false;

  constructor(
    private readonly locale: Locale,
    look: { theme: string | null; side: "left" | "right"; nonce: string },
    pressed: () => void,
  ) {
    this.#host.id = "hearthline";
    this.#host.dataset["side"] = look.side;
    if (look.theme === "light" || look.theme === "dark") this.#host.dataset["theme"] = look.theme;
    this.root = this.#host.attachShadow({ mode: "open" });
    addStyles(this.root, tokens + styles, look.nonce);
    this.#button.type = "button";
    this.#button.append(icon("talk", BUBBLE), icon("down", DOWN), this.#badge);
    this.#button.addEventListener("click", pressed);
    this.#note.setAttribute("role", "alert");
    this.root.append(this.#button, this.#note);
    this.#draw();
  }

  attach(): void {
    document.body.append(this.#host);
  }

  focus(): void {
    this.#button.focus();
  }

  show(state: { open?: boolean; unread?: number; busy?: boolean; failed?: boolean }): void {
    this.#open = state.open ?? this.#open;
    this.#unread = state.unread ?? this.#unread;
    if (state.busy !== undefined) this.#button.toggleAttribute("data-busy", state.busy);
    if (state.failed !== undefined) {
      this.#note.textContent = state.failed ? WORDS[this.locale].failed : "";
    }
    this.#draw();
  }

  #draw(): void {
    const words = WORDS[this.locale];
    const waiting = !this.#open && this.#unread > 0;
    this.#badge.textContent = waiting ? (this.#unread > 99 ? "99+" : String(this.#unread)) : "";
    this.#button.toggleAttribute("data-open", this.#open);
    this.#button.setAttribute("aria-expanded", String(this.#open));
    this.#button.setAttribute(
      "aria-label",
      this.#open ? words.close : words.open + (waiting ? words.unread(this.#unread) : ""),
    );
  }
}
