import type { JSX } from "preact";

const PATHS = {
  attach: "M20 11.500 12.300 19.200a5 5 0 0 1-7.100-7.100l8.100-8.100a3.300 3.300 0 0 1 4.700 4.700l-8 8a1.600 1.600 0 0 1-2.300-2.300l7.300-7.300",
  send: "M12 19V5M5.500 11.500 12 5l6.500 6.500",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  down: "M6 9.500l6 6 6-6",
  person: "M4 14v-2a8 8 0 0 1 16 0v2M4 14a2 2 0 0 1 2-2h1v6H6a2 2 0 0 1-2-2zM20 14a2 2 0 0 0-2-2h-1v6h1a2 2 0 0 0 2-2zM18 18c0 2-2 3-5 3",
  check: "M5 12.500 10 17.500 19 7.500",
  warn: "M12 8v5M12 16.500h.01M12 3.500 21.500 20h-19z",
  bill: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
  outage: "M12 3v8M7 6.500a7 7 0 1 0 10 0",
  ticket: "M14.500 6.500a4 4 0 0 0-5.300 5L4 16.700 7.300 20l5.200-5.200a4 4 0 0 0 5-5.300l-2.500 2.500-2.500-.5-.5-2.500z",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  book: "M5 4h9a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM17 7h2v13h-2",
  like: "M7 11v9H4v-9zM7 11l4-7a2.500 2.500 0 0 1 2.500 2.500V9h5a2 2 0 0 1 2 2.300l-1.200 7a2 2 0 0 1-2 1.700H7",
  dislike: "M7 13V4H4v9zM7 13l4 7a2.500 2.500 0 0 0 2.500-2.500V15h5a2 2 0 0 0 2-2.300l-1.200-7a2 2 0 0 0-2-1.700H7",
  clock: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  close: "M6 6l12 12M18 6 6 18",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The product's mark: a flame in a hearth. */
export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 36 36" aria-hidden="true">
      <circle class="mark-ground" cx="18" cy="18" r="18" />
      <path
        class="mark-flame"
        d="M18.600 7.500c.5 3.400 5.900 6.100 5.900 11.900 0 4.300-2.900 7.300-6.500 7.300s-6.500-2.900-6.500-6.900c0-2.800 1.500-4.600 2.900-6.100.3 1.500.9 2.400 1.800 3 .1-3.700.5-6.700 2.400-9.200z"
      />
      <path class="mark-core" d="M18.100 18.600c1.700 1.700 2.700 2.900 2.700 4.600a2.800 2.800 0 0 1-5.600 0c0-1.700 1.200-2.900 2.900-4.600z" />
    </svg>
  );
}
