/** Days and moments as pickers take them and as the server says them. */
import "dayjs/locale/zh-cn";

import dayjs, { type Dayjs } from "dayjs";

export type { Dayjs };

export const picked = (at: string | null | undefined): Dayjs | null => (at ? dayjs(at) : null);

/** 2026-11-21 */
export const dayText = (at: Dayjs | null): string | null => at?.format("YYYY-MM-DD") ?? null;

/** A moment with its zone. */
export const momentText = (at: Dayjs | null): string | null => at?.toISOString() ?? null;

/** 2026-11-21 08:30 where the person is. */
export const momentShown = (at: string): string => dayjs(at).format("YYYY-MM-DD HH:mm");
