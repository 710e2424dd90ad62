import type { Locale, Options } from "../bridge";

export interface LoaderOptions extends Options {
  readonly panel: string;
  readonly identity: string | null;
  readonly identityUrl: string | null;
  readonly theme: string | null;
  readonly side: "left" | "right";
}

export function localeOf(wanted: string | null | undefined): Locale {
  return wanted !== null && wanted !== undefined && /^en\b/i.test(wanted) ? "en" : "zh-CN";
}

function given(script: HTMLScriptElement, name: string): string | null {
  const value = script.getAttribute(`data-${name}`);
  return value === null || value.trim() === "" ? null : value.trim();
}

/** Reads the script tag; addresses are resolved against the loader's own address. */
export function readOptions(script: HTMLScriptElement): LoaderOptions | null {
  const channel = given(script, "channel");
  if (channel === null || script.src === "") return null;
  const identityUrl = given(script, "identity-url");
  return {
    channel,
    api: new URL(given(script, "api") ?? "../api/v1", script.src).href.replace(/\/$/, ""),
    panel: new URL(`panel.js?v=${__PANEL_VERSION__}`, script.src).href,
    locale: localeOf(given(script, "locale") ?? document.documentElement.lang),
    title: given(script, "title"),
    identity: given(script, "identity"),
    identityUrl: identityUrl === null ? null : new URL(identityUrl, document.baseURI).href,
    theme: given(script, "theme"),
    side: given(script, "side") === "left" ? "left" : "right",
    nonce: script.nonce ?? "",
  };
}
