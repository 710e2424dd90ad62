/** Tags with their reasons: what one should know, shown small, explained on hover. */
import { PlusOutlined, UserSwitchOutlined } from "@ant-design/icons";
import type { CustomerId, CustomerTag } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";
import { App, Button, Popover } from "antd";
import { useState } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { peopleCopy } from "../copy-people";
import { useTagDeeds, useTags } from "../queries-people";
import { dayOf, tagName } from "../shown";
import { AddTag } from "./add-tag";
import { Reason } from "./reason";

const TONES: Tone[] = ["plain", "info", "warn", "danger"];

export function Tags({ id }: { id: CustomerId }) {
  const text = useCopy(peopleCopy);
  const may = useMay();
  const { data } = useTags(id);
  const [adding, setAdding] = useState(false);
  return (
    <div className="cust-tags" aria-label={text.tags}>
      {data?.items.map((tag) => (
        <Tag key={tag.id} id={id} tag={tag} />
      ))}
      {may("desk.reply") ? (
        <Popover
          open={adding}
          onOpenChange={setAdding}
          trigger="click"
          placement="bottomLeft"
          content={
            adding ? (
              <AddTag id={id} has={data?.items.map((tag) => tag.code) ?? []} onDone={() => setAdding(false)} />
            ) : null
          }
        >
          <Button type="text" size="small" icon={<PlusOutlined />}>
            {text.addTag}
          </Button>
        </Popover>
      ) : null}
    </div>
  );
}

function Tag({ id, tag }: { id: CustomerId; tag: CustomerTag }) {
  const locale = useLocale();
  return (
    <Popover trigger={["hover", "click"]} placement="bottomLeft" content={<About id={id} tag={tag} />}>
      <button type="button" className="cust-tag">
        <Mark tone={TONES[tag.urgency] ?? "plain"}>
          {tag.is_straight ? <UserSwitchOutlined /> : null} {tagName(tag, locale)}
        </Mark>
      </button>
    </Popover>
  );
}

function About({ id, tag }: { id: CustomerId; tag: CustomerTag }) {
  const text = useCopy(peopleCopy);
  const { reasonPlaceholder } = useCopy(copy);
  const locale = useLocale();
  const may = useMay();
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const { remove, putBack } = useTagDeeds(id);
  const name = tagName(tag, locale);
  const by = tag.added_by_name ?? text.tagSources[tag.source] ?? tag.source;
  return (
    <div className="cust-why">
      <strong>{name}</strong>
      <span>{tag.reason}</span>
      <span className="hl-small hl-quiet">
        {by} · {dayOf(tag.from_at, locale)}
        {tag.until_at ? ` · ${text.untilDay(dayOf(tag.until_at, locale))}` : ""}
      </span>
      <span className="cust-marks">
        {tag.urgency > 0 ? <Mark tone={TONES[tag.urgency] ?? "plain"}>{text.urgencies[tag.urgency]}</Mark> : null}
        {tag.is_straight ? <Mark tone="info">{text.straight}</Mark> : null}
        {tag.is_sensitive ? <Mark>{text.sensitive}</Mark> : null}
      </span>
      {tag.meaning ? <span className="hl-small">{tag.meaning}</span> : null}
      {tag.phrase ? (
        <span className="hl-small hl-quiet">
          {text.phrase}：{tag.phrase}
        </span>
      ) : null}
      {may("desk.reply") ? (
        <Reason
          title={text.removeWhy}
          placeholder={reasonPlaceholder}
          deed={text.removeTag}
          shortest={2}
          pending={remove.isPending}
          error={remove.error}
          onReason={(why, done) =>
            remove.mutate(
              { tag: tag.id, why },
              {
                onSuccess: () => {
                  done();
                  undo(text.tagRemoved(name), () =>
                    putBack.mutate(tag.id, { onError: (error) => void message.error(say(error)) }),
                  );
                },
              },
            )
          }
        >
          <Button size="small">{text.removeTag}</Button>
        </Reason>
      ) : null}
    </div>
  );
}
