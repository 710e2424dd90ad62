/** Putting a release in force: what happens to open conversations, and why where tests do not pass. */
import type { Release } from "@hearthline/api";
import { Alert, App, Button, Input, Modal } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { releasesCopy } from "../../copy-releases";
import { useActivate, useRollBack, useTestRelease } from "../../queries-releases";
import { brief, doubtOf } from "./standing";

export interface Forcing {
  release: Release;
  /** Back to what was in force before, or to a release that is chosen. */
  how: "activate" | "back";
}

export function ForceDialog({ forcing: { release, how }, onClose }: {
  forcing: Forcing;
  onClose: () => void;
}) {
  const text = useCopy(releasesCopy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const activate = useActivate();
  const back = useRollBack();
  const [reason, setReason] = useState("");
  const doubt = doubtOf(release);
  const short = brief(release.id);
  const isBack = how === "back";

  function done(): void {
    const told = {
      onSuccess: () => {
        void message.success(text.activated(short));
        onClose();
      },
      onError: (error: Error) => void message.error(say(error)),
    };
    if (isBack) back.mutate(reason.trim(), told);
    else activate.mutate({ release: release.id, reason: reason.trim() }, told);
  }

  return (
    <Modal
      open
      title={isBack ? text.backTitle(short) : text.activateTitle(short)}
      okText={isBack ? text.back(short) : text.activateThis(short)}
      cancelText={common.cancel}
      confirmLoading={activate.isPending || back.isPending}
      okButtonProps={{ disabled: doubt !== null && reason.trim() === "" }}
      onOk={done}
      onCancel={onClose}
    >
      <div className="releases-dialog">
        <p>
          {text.activateWhat}
          {text.knowledge}
        </p>
        {isBack ? null : <p className="hl-quiet">{text.keepsBack}</p>}
        {doubt ? (
          <>
            <Alert
              type="warning"
              showIcon
              action={doubt === "untested" ? <TestFirst release={release} onDone={onClose} /> : null}
              title={
                doubt === "failing"
                  ? text.needsReason.failing(release.last_run?.failed ?? 0)
                  : text.needsReason[doubt]
              }
            />
            <label>
              {text.reason}
              <Input.TextArea
                autoFocus
                rows={2}
                maxLength={500}
                placeholder={text.reasonHint}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            </label>
          </>
        ) : null}
      </div>
    </Modal>
  );
}

function TestFirst({ release: { id }, onDone }: { release: Release; onDone: () => void }) {
  const text = useCopy(releasesCopy);
  const say = useSay();
  const { message } = App.useApp();
  const test = useTestRelease();
  return (
    <Button
      loading={test.isPending}
      onClick={() =>
        test.mutate(id, {
          onSuccess: () => {
            void message.info(text.testsBegun(brief(id)));
            onDone();
          },
          onError: (error) => void message.error(say(error)),
        })
      }
    >
      {text.testFirst}
    </Button>
  );
}
