import type { JSX } from "preact";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  pin: "M12 21s7-6.200 7-11a7 7 0 0 0-14 0c0 4.800 7 11 7 11zM12 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  phone: "M6 3.500h3l1.500 4-2 1.500a11 11 0 0 0 6.500 6.500l1.500-2 4 1.500v3a2 2 0 0 1-2.200 2A17 17 0 0 1 4 5.700 2 2 0 0 1 6 3.500z",
  camera: "M4 8h3l1.500-2.500h7L17 8h3v11H4zM12 16.500a3.250 3.250 0 1 0 0-6.500 3.250 3.250 0 0 0 0 6.500z",
  heat: "M10 13.500V5a2 2 0 1 1 4 0v8.500a4 4 0 1 1-4 0zM12 9v8",
  pen: "M4 20c3-4 5-9 7-9s-2 7 1 7 3-4 5-4 1 3 3 3M4 20h16",
  check: "M5 12.500 10 17.500 19 7.500",
  clock: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  warn: "M12 8v5M12 16.500h.01M12 3.500 21.500 20h-19z",
  up: "M12 19V6M6.500 11 12 5.500 17.500 11M5 20.500h14",
  cut: "M3 3l18 18M8.500 8.300A13 13 0 0 0 3 11M21 11a13 13 0 0 0-8-3.900M6.500 14.500a8 8 0 0 1 4-2.200M12 19h.01",
  refresh: "M19.500 11a7.500 7.500 0 1 0-.5 4M19.500 5v6h-6",
  pause: "M9 6v12M15 6v12",
  road: "M5 12h13M13 6.500 18.500 12 13 17.500",
  tool: "M14.500 6.500a4 4 0 0 0-5.300 5L4 16.700 7.300 20l5.200-5.200a4 4 0 0 0 5-5.300l-2.500 2.500-2.500-.5-.5-2.500z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500a7.500 7.500 0 0 1 15 0",
  close: "M6 6l12 12M18 6 6 18",
  inbox: "M4 13l3-8h10l3 8v6H4zM4 13h4.500a3.500 3.500 0 0 0 7 0H20",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

const OF_STATUS: Readonly<Record<string, IconName>> = {
  dispatched: "inbox",
  taken: "check",
  en_route: "road",
  on_site: "pin",
  handling: "tool",
  suspended: "pause",
  resolved: "check",
  closed: "check",
};

export const iconOfStatus = (status: string): IconName => OF_STATUS[status] ?? "clock";
