/** A server behind a bad line: calls get lost on the way there or on the way back. */
import type { FieldDeed, FieldSynced, FieldTask, TicketId } from "@hearthline/api/field";

import { Trouble } from "../lib/problem";
import type { RecordEntry } from "../sync/entry";
import type { Server } from "../sync/server";
import type { Person } from "../sync/shelf";
import { ZHANG } from "./making";

export type Fate =
  | "arrives"
  | "lost before"
  | "lost after"
  | "signed out"
  | "too many"
  | "a foreign page";

export class LossyServer implements Server {
  /** What was taken, once each, in the order in which it was taken. */
  readonly log: string[] = [];
  readonly calls: string[][] = [];
  tasksTold: FieldTask[] = [];
  /** Client ids that it never takes, each with the reason. */
  readonly refuses = new Map<string, string>();
  /** Client ids that make the whole call unreadable. */
  readonly chokesOn = new Set<string>();

  constructor(private readonly fates: Fate[] = []) {}

  logIn = async (): Promise<Person> => ZHANG;
  logOut = async (): Promise<void> => undefined;
  me = async (): Promise<Person> => ZHANG;
  call = async (): Promise<string> => "13800005678";

  tasks = (): Promise<{ tasks: FieldTask[]; serverTime: string }> =>
    this.#through(() => ({ tasks: this.tasksTold, serverTime: "2026-11-26T02:00:00Z" }));

  sync = (_sentAt: string, deeds: readonly FieldDeed[]): Promise<FieldSynced> =>
    this.#through(() => {
      this.calls.push(deeds.map((each) => each.client_id));
      if (deeds.some((each) => this.chokesOn.has(each.client_id))) throw unfit();
      const results = deeds.map((each) => this.#take(each));
      return { server_time: "2026-11-26T02:00:00Z", skew_ms: 0, results };
    });

  record = (entry: RecordEntry): Promise<void> =>
    this.#through(() => {
      this.calls.push([entry.clientId]);
      if (this.refuses.has(entry.clientId)) throw unfit();
      this.#note(entry.clientId, entry.ticketId);
    });

  #take(each: FieldDeed): FieldSynced["results"][number] {
    const why = this.refuses.get(each.client_id);
    if (why !== undefined) {
      return { client_id: each.client_id, outcome: "refused", code: "field.task_not_yours", why };
    }
    const outcome = this.#note(each.client_id, each.ticket_id) ? "done" : "repeated";
    return { client_id: each.client_id, outcome, code: null, why: null };
  }

  #note(clientId: string, _ticketId: TicketId): boolean {
    if (this.log.includes(clientId)) return false;
    this.log.push(clientId);
    return true;
  }

  async #through<T>(work: () => T): Promise<T> {
    const fate = this.fates.shift() ?? "arrives";
    if (fate === "lost before") throw new Trouble("passing", "network", "");
    if (fate === "signed out") throw new Trouble("signed_out", "access.sign_in_needed", "");
    if (fate === "too many") throw new Trouble("too_many", "too_many", "", 1_000);
    if (fate === "a foreign page") throw new Trouble("passing", "no_answer", "");
    const answer = work();
    if (fate === "lost after") throw new Trouble("passing", "network", "");
    return answer;
  }
}

function unfit(): Trouble {
  return new Trouble("refused", "field.facts_unfit", "填写有误");
}
