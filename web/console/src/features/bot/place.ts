/** Where the person is in the bot's room: the view, and the release looked at. */
import { usePlace } from "@/lib/place";

export const VIEWS = ["flows", "try", "tests", "releases", "examples"] as const;
export type BotView = (typeof VIEWS)[number];

export const isView = (name: string | undefined): name is BotView =>
  VIEWS.some((view) => view === name);

/** The release that is looked at; null: the one in force. */
export const useLookedAt = (): string | null => usePlace().at("release");
