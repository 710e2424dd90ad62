/** A version that is approved and waits: published now, at a moment, or no longer at that moment. */
import type { Item } from "@hearthline/api";
import { App, Button, DatePicker, Form, Modal } from "antd";
import { useState } from "react";

import { type Dayjs, momentShown } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay, words } from "@/lib/words";

import { usePublish, useUnschedule } from "./deeds";
import { GateHeld, useGateHeld } from "./gate-held";
import { failedOf, useLastRuns } from "./gate-note";
import { publishCopy } from "./publish-copy";

export function PublishStrip({ item }: { item: Item }) {
  const text = useCopy(publishCopy);
  const may = useMay();
  const say = useSay();
  const { message } = App.useApp();
  const publish = usePublish();
  const unschedule = useUnschedule();
  const last = useLastRuns();
  const gate = useGateHeld();
  const [asksWhen, setAsksWhen] = useState(false);
  const { article_id: id, waiting, due_at: due } = item;
  if (waiting === null) return null;
  const complain = (error: Error) => void message.error(say(error));
  const put = (at: string | null, reason = ""): void =>
    publish.mutate(
      { id, version: waiting, at, in_spite: reason },
      {
        onSuccess: () =>
          void message.success(at === null ? text.published(waiting) : text.willBe(momentShown(at))),
        onError: (error) => gate.catches(error, (why) => put(at, why)) || complain(error),
      },
    );
  return (
    <div className="kb-strip" data-tone="info">
      <p>{due === null ? text.approvedWaits(waiting) : text.scheduled(waiting, momentShown(due))}</p>
      {may("knowledge.review") ? (
        <span className="push hl-bar">
          {due === null ? (
            <Button size="small" onClick={() => setAsksWhen(true)}>
              {text.schedule}
            </Button>
          ) : (
            <Button
              size="small"
              loading={unschedule.isPending}
              onClick={() =>
                unschedule.mutate(
                  { id },
                  { onSuccess: () => void message.success(text.unscheduled), onError: complain },
                )
              }
            >
              {text.unschedule}
            </Button>
          )}
          <Button size="small" type="primary" loading={publish.isPending} onClick={() => put(null)}>
            {failedOf(last).length > 0 ? text.publishStill : text.publish}
          </Button>
        </span>
      ) : null}
      {gate.held === null ? null : <GateHeld held={gate.held} onClose={gate.release} />}
      {asksWhen ? (
        <WhenDialog
          onClose={() => setAsksWhen(false)}
          onChoose={(at) => {
            setAsksWhen(false);
            put(at);
          }}
        />
      ) : null}
    </div>
  );
}

/** A moment in the future. */
export function WhenDialog({ onChoose, onClose }: {
  onChoose: (at: string) => void;
  onClose: () => void;
}) {
  const text = useCopy(publishCopy);
  const common = useCopy(words);
  const [at, setAt] = useState<Dayjs | null>(null);
  return (
    <Modal
      open
      title={text.schedule}
      okText={text.schedule}
      cancelText={common.cancel}
      okButtonProps={{ disabled: at === null }}
      onOk={() => at !== null && onChoose(at.toISOString())}
      onCancel={onClose}
    >
      <Form layout="vertical" className="kb-form">
        <Form.Item label={text.at} htmlFor="publish-at" extra={text.atHint}>
          <DatePicker
            id="publish-at"
            showTime={{ format: "HH:mm" }}
            format="YYYY-MM-DD HH:mm"
            value={at}
            disabledDate={(day) => day.endOf("day").valueOf() < Date.now()}
            onChange={setAt}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
