/** Lines above the box: words that came back, what the channel takes, what is doubtful. */
import {
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  InfoCircleOutlined,
  RollbackOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import type { ReplyDraft, Row } from "@hearthline/api";
import { Button } from "antd";

import { useCopy, useLocale } from "@/lib/locale";
import { duration, useNow } from "@/lib/time";

import type { Warning } from "../checking";
import { writingCopy } from "../copy-writing";
import { useLimits } from "../queries-writing";

export function Returned({ why }: { why: ReplyDraft["returned"] }) {
  const text = useCopy(writingCopy);
  if (why === null) return null;
  return (
    <p className="strip" data-tone="warn" role="alert">
      <RollbackOutlined /> {text.returned[why]}
    </p>
  );
}

const SOON_S = 2 * 3_600;

export function Limits({ row, length }: { row: Row | null; length: number }) {
  const text = useCopy(writingCopy);
  const locale = useLocale();
  const now = useNow(30);
  const { data } = useLimits(row);
  if (!data) return null;
  const parts = data.part !== null && length > data.part ? Math.ceil(length / (data.part - 3)) : 1;
  const left = data.closes_at ? (Date.parse(data.closes_at) - now) / 1_000 : null;
  const over = left !== null && left <= 0;
  const tight = over || data.left === 0 || (left !== null && left < SOON_S) || data.left === 1;
  return (
    <p className="strip" data-tone={over || data.left === 0 ? "danger" : tight ? "warn" : "plain"}>
      <ClockCircleOutlined />
      {left === null ? null : (
        <span>{over ? text.windowOver : text.windowLeft(duration(left, locale))}</span>
      )}
      {data.left === null ? null : <span>{text.messagesLeft(data.left, data.most ?? 0)}</span>}
      {data.longest === null ? null : <span>{text.smsLength(length, data.longest, parts)}</span>}
    </p>
  );
}

const ICON = {
  info: <InfoCircleOutlined />,
  warn: <WarningOutlined />,
  critical: <ExclamationCircleOutlined />,
} as const;

export function Warnings({ warnings, onSend, onBack }: {
  warnings: readonly Warning[];
  onSend: () => void;
  onBack: () => void;
}) {
  const text = useCopy(writingCopy);
  if (warnings.length === 0) return null;
  const worst = warnings.some(({ severity }) => severity === "critical");
  return (
    <div className="strip strip-warnings" data-tone={worst ? "danger" : "warn"} role="alert">
      <ul>
        {warnings.map((warning) => (
          <li key={`${warning.rule}${warning.message}`}>
            {ICON[warning.severity]}
            <span>{warning.message}</span>
            {warning.suggestion ? <span>{text.suggests(warning.suggestion)}</span> : null}
          </li>
        ))}
      </ul>
      <span className="strip-deeds">
        <span className="hl-small">{text.sendAgain}</span>
        <Button size="small" onClick={onBack}>
          {text.mend}
        </Button>
        <Button size="small" danger={worst} onClick={onSend}>
          {text.sendAnyway}
        </Button>
      </span>
    </div>
  );
}
