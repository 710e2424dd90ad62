/** Which release is looked at, and whether the bot is learning. */
import { LoadingOutlined } from "@ant-design/icons";
import { Mark } from "@hearthline/ui";
import { Select } from "antd";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";

import { copy } from "../copy";
import { useLookedAt } from "../place";
import { useBot, useReleases } from "../queries-releases";

export function Looking({ mayChoose }: { mayChoose: boolean }) {
  const text = useCopy(copy);
  const { data: bot } = useBot();
  return (
    <div className="bot-looking">
      {bot?.is_training || bot?.is_behind ? (
        <span role="status">
          <Mark tone="info" title={text.learningHint}>
            <LoadingOutlined /> {text.learning}
          </Mark>
        </span>
      ) : null}
      {mayChoose ? <Choice /> : null}
    </div>
  );
}

function Choice() {
  const text = useCopy(copy);
  const { data: bot } = useBot();
  const { data } = useReleases();
  const place = usePlace();
  const looked = useLookedAt();
  if (!bot) return null;
  const others = (data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ id, faults }) => id !== bot.release.id && faults.length === 0,
  );
  return (
    <>
      {looked !== null && looked !== bot.release.id ? (
        <Mark tone="warn" title={text.another(looked.slice(0, 12))}>
          {text.another(looked.slice(0, 7))}
        </Mark>
      ) : null}
      <Select
        aria-label={text.looking}
        className="bot-choice"
        popupMatchSelectWidth={false}
        value={looked === bot.release.id ? "" : (looked ?? "")}
        onChange={(id) => place.go({ release: id, run: null })}
        options={[
          { value: "", label: text.inForce(bot.release.short.slice(0, 7)) },
          ...others.map(({ id, short, state, note }) => ({
            value: id,
            label: [short.slice(0, 7), text.states[state], note].filter(Boolean).join(" · "),
          })),
        ]}
      />
    </>
  );
}
