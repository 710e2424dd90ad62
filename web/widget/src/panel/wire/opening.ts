import type { Bridge } from "../../bridge";
import { lasting } from "../thread/shelf";
import { personOf, visitorId } from "../thread/visitor";
import type { CustomerApi } from "./customer-api";
import { asFault } from "./fault";
import type { Session } from "./messages";

export interface Opened {
  readonly session: Session;
  readonly person: string;
  readonly isDowngraded: boolean;
}

/** The identity address being down must not keep anyone from asking for help. */
async function identityOf(bridge: Bridge, fresh: boolean): Promise<string | null | undefined> {
  return await bridge.identity.token(fresh).catch(() => undefined);
}

/**
 * Opens the session as the person signed in; a refused identity is fetched anew once, and if that
 * is refused too the person is served as a visitor, which the panel says.
 */
export async function openSession(api: CustomerApi, bridge: Bridge): Promise<Opened> {
  const { channel } = bridge.options;
  const openAs = async (identity: string | null, isDowngraded: boolean): Promise<Opened> => {
    const person = personOf(identity);
    const opening = { identity, visitor_id: visitorId(lasting, channel, person) };
    return { session: await api.openSession(channel, opening), person, isDowngraded };
  };
  let identity = await identityOf(bridge, false);
  if (identity === null) return await openAs(null, false);
  for (let tries = 0; tries < 2 && typeof identity === "string"; tries += 1) {
    try {
      return await openAs(identity, false);
    } catch (thrown) {
      if (asFault(thrown).kind !== "unauthorised") throw thrown;
    }
    identity = await identityOf(bridge, true);
  }
  return await openAs(null, true);
}
