/** How a rule came to be what it is: its versions, newest first, each with what it changed. */
import type { Moment } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Drawer } from "antd";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime } from "@/lib/time";
import { useTold } from "@/lib/told";

import { copy } from "../copy";
import { useTimeline, type What } from "../queries";

export function Timeline({ what, id, onClose }: { what: What; id: string; onClose: () => void }) {
  const text = useCopy(copy);
  const told = useTold();
  const timeline = useTimeline(what, id);
  const last = timeline.data?.at(-1);
  return (
    <Drawer
      open
      size="large"
      title={last ? text.historyOf(told(last.title)) : text.history}
      onClose={onClose}
    >
      <Shown of={timeline} title={text.historyFailed} shape={<BoneRows n={5} />}>
        {(moments) => (
          <ol className="compare-line">
            {moments.toReversed().map((moment, index) => (
              <One key={moment.version} moment={moment} isFirst={index === moments.length - 1} />
            ))}
          </ol>
        )}
      </Shown>
    </Drawer>
  );
}

const dayOf = (iso: string): string => fullTime(iso).slice(0, 10);

function One({ moment, isFirst }: { moment: Moment; isFirst: boolean }) {
  const text = useCopy(copy);
  const told = useTold();
  const { changes, periods, valid_from, valid_to } = moment;
  return (
    <li data-current={moment.is_current}>
      <p className="kb-marks">
        <strong className="hl-num">{text.version(moment.version)}</strong>
        {moment.is_current ? <Mark tone="good">{text.current}</Mark> : null}
        <time className="hl-num hl-quiet" dateTime={moment.made_at} title={fullTime(moment.made_at)}>
          {dayOf(moment.made_at)}
        </time>
        <span className="hl-quiet">
          {isFirst ? text.firstVersion : changes.length === 0 ? text.noChange : text.changed(changes.length)}
        </span>
      </p>
      <p className="hl-small hl-quiet hl-num">
        {valid_from === null ? null : `${text.valid} ${text.period(valid_from, valid_to)}`}
        {periods.map((period) => (
          <span key={period.begins_at}>
            {" · "}
            {text.published} {text.period(dayOf(period.begins_at), period.ends_at && dayOf(period.ends_at))}
          </span>
        ))}
      </p>
      {changes.length === 0 ? null : (
        <dl className="compare-changes">
          {changes.map((change, index) => (
            <div key={index}>
              <dt>{told(change.label)}</dt>
              <dd>
                {change.before === null ? null : (
                  <del>
                    <span className="hl-hidden">{text.before}</span>
                    {told(change.before)}
                  </del>
                )}
                {change.after === null ? null : (
                  <ins>
                    <span className="hl-hidden">{text.after}</span>
                    {told(change.after)}
                  </ins>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
