/** What the loader and the panel, two bundles on one page, say to each other. */

export type Locale = "zh-CN" | "en";

export interface Options {
  readonly channel: string;
  readonly api: string;
  readonly locale: Locale;
  readonly title: string | null;
  readonly nonce: string;
}

export interface IdentitySource {
  /** The signed identity, or null for a visitor; `fresh` asks for one that was not used before. */
  token(fresh: boolean): Promise<string | null>;
}

export type HearthlineEvent = "ready" | "open" | "close" | "message" | "unread" | "status";

export interface Bridge {
  readonly root: ShadowRoot;
  readonly options: Options;
  readonly identity: IdentitySource;
  /** The person pressed the panel's own close button or Escape. */
  closed(): void;
  unread(count: number): void;
  emit(event: HearthlineEvent, detail: unknown): void;
}

export interface Panel {
  open(): void;
  close(): void;
  /** The signed identity is another one: begin again as that person. */
  identityChanged(): void;
}

export type MountPanel = (bridge: Bridge) => Panel;

export const MOUNT_NAME = "__hearthlinePanel";

declare global {
  interface Window {
    [MOUNT_NAME]?: MountPanel;
  }
}

export function liveKey(channel: string): string {
  return `hearthline:${channel}:live`;
}
