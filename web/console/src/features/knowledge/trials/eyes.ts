/** With whose eyes a question is asked, as the form holds it and as the server takes it. */
import type { Attempt } from "@hearthline/api";

export interface Eyes {
  audience: NonNullable<Attempt["audience"]>;
  channel: string;
  customer_class: string;
  region: string;
  domain: string;
  /** A day; null: now. */
  day: string | null;
}

export const USUAL: Eyes = {
  audience: "customer",
  channel: "web",
  customer_class: "",
  region: "",
  domain: "",
  day: null,
};

/** Noon of the day: inside of it wherever the person sits. */
export const asAsked = ({ day, domain, ...eyes }: Eyes) => ({
  ...eyes,
  region: eyes.region.trim(),
  domains: domain === "" ? [] : [domain],
  at: day === null ? null : new Date(`${day}T12:00:00`).toISOString(),
});
