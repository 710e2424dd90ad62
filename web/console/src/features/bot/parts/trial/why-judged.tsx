/** What was judged of the message beside its intent, and the commands that came of it. */
import type { Tried, TriedCommand } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";
import type { ReactNode } from "react";

import { useCopy } from "@/lib/locale";
import { useMarks, useTold } from "@/lib/told";

import { tryCopy } from "../../copy-try";
import { useLookedAt } from "../../place";
import { useTrades } from "../../queries";
import { Reason } from "./reason";

const MOODS: Record<string, Tone> = {
  calm: "plain",
  worried: "info",
  annoyed: "warn",
  angry: "danger",
  threatening: "danger",
};

export function Judged({ tried }: { tried: Tried }) {
  const text = useCopy(tryCopy);
  const told = useTold();
  const marks = useMarks();
  const { data: trades = [] } = useTrades(useLookedAt());
  const trade = (domain: string | null): string => {
    const found = trades.find((one) => one.domain === domain);
    return found ? told(found.title) : (domain ?? "—");
  };
  const { domain, hazard, emotion } = tried;
  const levels: Record<string, string> = text.levels;
  return (
    <Reason title={text.decided}>
      <dl className="bot-facts">
        <Fact name={text.decidedTrade}>
          {domain.decided === null ? text.undecided : trade(domain.decided)}
          <span className="hl-small hl-quiet">
            {" "}
            {text.meantTrade} {trade(domain.meant)} · {text.servedTrades}{" "}
            {domain.served.map(trade).join(marks.list)}
          </span>
        </Fact>
        <Fact name={text.emotion}>
          <Mark tone={MOODS[emotion] ?? "plain"}>{text.emotions[emotion] ?? emotion}</Mark>
        </Fact>
        <Fact name={text.hazard}>
          {hazard === null ? (
            text.noHazard
          ) : (
            <>
              <Mark tone={hazard.is_grave ? "danger" : "warn"}>
                {[hazard.kind, ...hazard.others].map((kind) => text.hazards[kind] ?? kind).join(marks.list)}
                {hazard.is_grave ? ` · ${text.grave}` : ""}
              </Mark>
            </>
          )}
        </Fact>
        {tried.vulnerable.length > 0 ? (
          <Fact name={text.vulnerable}>
            {tried.vulnerable.map((one) => text.people[one] ?? one).join(marks.list)}
          </Fact>
        ) : null}
        <Fact name={text.nowLevel}>{levels[tried.level] ?? tried.level}</Fact>
        {tried.handed_over === null ? null : (
          <Fact name={text.handedOver}>
            <Mark tone="warn">{tried.handed_over}</Mark>
          </Fact>
        )}
      </dl>
    </Reason>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

const shown = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

/** What a command says, shortest first: a slot with its value, a flow, a reason. */
export function commandText({ details }: TriedCommand): string {
  const { slot, shown: said, flow, domain, reason, why, query, intent, options, value } = details;
  if (typeof slot === "string") return `${slot} = ${shown(said)}`;
  if (typeof flow === "string") return domain ? `${shown(domain)}/${flow}` : flow;
  if (Array.isArray(options)) {
    return options.map((one: unknown) => labelOf(one)).join(" / ");
  }
  const first = [reason, why, query, intent, value].find((one) => one !== undefined && one !== null);
  return first === undefined ? "" : shown(first);
}

function labelOf(option: unknown): string {
  if (typeof option !== "object" || option === null || !("label" in option)) return shown(option);
  return shown(option.label);
}

export function Commands({ commands }: { commands: TriedCommand[] }) {
  const text = useCopy(tryCopy);
  return (
    <Reason title={text.commands}>
      {commands.length === 0 ? <p className="hl-small hl-quiet">{text.noCommands}</p> : null}
      <ol className="trial-commands">
        {commands.map((command, index) => (
          <li key={index} title={JSON.stringify(command.details, null, 1)}>
            <Mark tone="info">{text.commandNames[command.name] ?? command.name}</Mark>
            <span className="bot-code">{commandText(command)}</span>
            {command.details["is_later"] === true ? <Mark>{text.later}</Mark> : null}
          </li>
        ))}
      </ol>
    </Reason>
  );
}
