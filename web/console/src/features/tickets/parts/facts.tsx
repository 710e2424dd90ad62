/** What a ticket is about: place, people, numbers, what was filled in. */
import type { Ticket } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { App, Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { fullTime } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useReveal, useTypes } from "../queries";

export function Facts({ ticket }: { ticket: Ticket }) {
  const text = useCopy(copy);
  const { external, appointment_at: visit } = ticket;
  return (
    <section>
      <h2>{text.facts}</h2>
      <dl className="ticket-facts">
        <Fact name={text.type}>{ticket.type_name}</Fact>
        <Fact name={text.summary}>{ticket.description}</Fact>
        <Filled ticket={ticket} />
        <Fact name={text.place}>{ticket.place.address}</Fact>
        <People ticket={ticket} />
        <Fact name={text.appointment}>{visit ? fullTime(visit) : null}</Fact>
        <Fact name={text.external}>{external ? `${external.source} ${external.no}` : null}</Fact>
        <Fact name={text.externalDue}>{external?.deadline ? fullTime(external.deadline) : null}</Fact>
        <Fact name={text.worker}>{[ticket.team_name, ticket.worker_name].filter(Boolean).join(" · ")}</Fact>
        <Fact name={text.created}>{fullTime(ticket.opened_at)}</Fact>
        <Fact name={text.outcome}>{ticket.outcome.text}</Fact>
      </dl>
      {ticket.conversation_id ? (
        <Link to={`/desk/${ticket.conversation_id}`}>{text.conversation}</Link>
      ) : null}
      {ticket.call_back.solved === null ? null : <CallBack ticket={ticket} />}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Filled({ ticket }: { ticket: Ticket }) {
  const locale = useLocale();
  const types = useTypes();
  const fields = types.data?.items.find(({ code }) => code === ticket.type_code)?.fields ?? [];
  return fields.map((field) => {
    const told: unknown = ticket.details[field.name];
    const choice = field.values.find(({ code }) => code === told);
    const shown = choice ? (locale === "en" ? choice.en : choice.zh) : plain(told);
    return (
      <Fact key={field.name} name={locale === "en" ? field.en : field.zh}>
        {shown && field.kind === "temperature" ? `${shown} ℃` : shown}
      </Fact>
    );
  });
}

function plain(told: unknown): string | null {
  if (typeof told === "string" || typeof told === "number") return String(told);
  return Array.isArray(told) ? String(told.length) : null;
}

function People({ ticket }: { ticket: Ticket }) {
  const text = useCopy(copy);
  const may = useMay();
  const say = useSay();
  const { message } = App.useApp();
  const reveal = useReveal(ticket.id);
  const shown = reveal.data;
  const { submitter } = ticket;
  const kind = text.submitters[submitter.kind] ?? submitter.kind;
  const name = shown?.submitter_name || submitter.name_masked;
  const phone = shown?.submitter_phone ?? submitter.phone_masked;
  const hides = Boolean(ticket.account_no_masked ?? ticket.contact_phone_masked ?? submitter.phone_masked);
  return (
    <>
      <Fact name={text.submitter}>{[kind, name, phone].filter(Boolean).join(" · ")}</Fact>
      <Fact name={text.account}>{shown?.account_no ?? ticket.account_no_masked}</Fact>
      <Fact name={text.contact}>{shown?.contact_phone ?? ticket.contact_phone_masked}</Fact>
      {hides && !shown && may("customers.unmask") ? (
        <>
          <dt />
          <dd>
            <Button
              size="small"
              loading={reveal.isPending}
              onClick={() => reveal.mutate(undefined, { onError: (error) => void message.error(say(error)) })}
            >
              {text.showNumbers}
            </Button>{" "}
            <span className="hl-small hl-quiet">{text.shownNote}</span>
          </dd>
        </>
      ) : null}
    </>
  );
}

function CallBack({ ticket }: { ticket: Ticket }) {
  const text = useCopy(copy);
  const { solved, score, comment } = ticket.call_back;
  return (
    <p>
      <Mark tone={solved ? "good" : "warn"}>{solved ? text.solved : text.notSolved}</Mark>{" "}
      {score === null ? "" : text.score(score)} {comment}
    </p>
  );
}
