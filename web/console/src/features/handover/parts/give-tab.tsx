/** Giving a conversation away, or asking a colleague to join: whom, and a note for the next. */
import type { HandoverTargets, PersonTarget, QueueTarget, Row } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button, Input } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";

import { copy } from "../copy";
import { useGive, useInvite, useSaid } from "../queries";
import { peopleOf, queuesOf, type Target } from "../rules";
import { TargetList } from "./target-list";

type Choice = Target & { person?: PersonTarget; queue?: QueueTarget };

export function GiveTab({ row, targets, how, onDone }: {
  row: Row;
  targets: HandoverTargets;
  how: "give" | "invite";
  onDone: () => void;
}) {
  const text = useCopy(copy);
  const me = useMe();
  const said = useSaid(onDone);
  const give = useGive();
  const invite = useInvite();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [note, setNote] = useState("");
  const isInvitation = how === "invite";
  const besides = isInvitation ? row.members : [];
  const people: Choice[] = peopleOf(targets.people, {
    me: row.holder?.id ?? me.id,
    besides,
    mayExceed: targets.may_exceed,
    counts: !isInvitation,
  });
  const choices = isInvitation ? people : [...people, ...queuesOf(targets.queues)];
  function send(): void {
    if (!chosen) return;
    if (isInvitation && chosen.person) {
      const wish = { id: row.id, staff: chosen.person.id, note };
      return said(invite.mutateAsync(wish), text.invited(chosen.title));
    }
    const to = chosen.person ? { staff: chosen.person.id } : { queue: chosen.key };
    const words = chosen.person ? text.given(chosen.title) : text.queued(chosen.title);
    said(give.mutateAsync({ id: row.id, wish: { to, note } }), words);
  }
  return (
    <div className="handover-tab">
      <TargetList
        targets={choices}
        label={text.search[how]}
        chosen={chosen?.key ?? null}
        onChoose={setChosen}
        Show={TargetRow}
      />
      <Input.TextArea
        aria-label={text.note}
        placeholder={`${text.note}（${text.noteHint}）`}
        autoSize={{ minRows: 2, maxRows: 4 }}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onPressEnter={(event) => {
          if (event.nativeEvent.isComposing || !(event.ctrlKey || event.metaKey)) return;
          send();
        }}
      />
      <Button
        type="primary"
        block
        disabled={!chosen}
        loading={give.isPending || invite.isPending}
        onClick={send}
      >
        {chosen ? `${text.deeds[how]} · ${chosen.title}` : text.deeds[how]}
      </Button>
    </div>
  );
}

function TargetRow({ target }: { target: Choice }) {
  const text = useCopy(copy);
  const { person, queue } = target;
  return (
    <>
      {person ? <span className="presence-dot" data-state={person.state} aria-hidden /> : null}
      <span className="hl-clip">{target.title}</span>
      {person ? (
        <span className="handover-facts hl-small hl-quiet">
          {person.skills.slice(0, 3).map((skill) => (
            <Mark key={skill}>{skill}</Mark>
          ))}
          <span>{person.reason ?? text.states[person.state]}</span>
          <span className="hl-num">
            {person.load >= person.capacity ? text.full : text.load(person.load, person.capacity)}
          </span>
        </span>
      ) : null}
      {queue ? (
        <span className="handover-facts hl-small hl-quiet">
          <span>{text.waiting(queue.waiting)}</span>
          <span>{text.onDuty(queue.agents_available)}</span>
        </span>
      ) : null}
    </>
  );
}
