/** Settings of wrap-up and of states: timer, codes, reasons, whether transfers may exceed. */
import "./wrap.css";

import type { DeskSetting } from "@hearthline/api";
import { Bone } from "@hearthline/ui";
import { App, Button, InputNumber, Switch } from "antd";
import { useState } from "react";

import { useDeskSettings, useSaveDeskSettings } from "@/lib/desk-settings";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay } from "@/lib/words";

import { copy } from "./copy";
import { Codes } from "./setting-codes";
import { Reasons } from "./setting-reasons";

export function WrapSection() {
  const { data } = useDeskSettings();
  if (!data) return <Bone width="60%" />;
  return <Form kept={data} />;
}

const isNamed = (setting: DeskSetting): boolean =>
  [
    ...setting.reasons,
    ...setting.groups,
    ...setting.groups.flatMap(({ codes }) => codes),
  ].every(({ label }) => label.trim() !== "");

function Form({ kept }: { kept: DeskSetting }) {
  const text = useCopy(copy);
  const may = useMay();
  const { message } = App.useApp();
  const say = useSay();
  const save = useSaveDeskSettings();
  const [mine, setMine] = useState(kept);
  const readOnly = !may("settings.manage");
  const change = (more: Partial<DeskSetting>) => setMine({ ...mine, ...more });
  function send(): void {
    if (!isNamed(mine)) {
      void message.warning(text.empty);
      return;
    }
    save.mutate(mine, {
      onSuccess: (saved) => {
        setMine(saved);
        void message.success(text.saved);
      },
      onError: (error) => void message.error(say(error)),
    });
  }
  return (
    <section className="settings-section">
      <header className="settings-head">
        <p className="hl-quiet">{text.intro}</p>
        {readOnly ? (
          <span className="hl-small hl-quiet">{text.onlyAdmin}</span>
        ) : (
          <Button type="primary" loading={save.isPending} disabled={mine === kept} onClick={send}>
            {text.save}
          </Button>
        )}
      </header>
      <div className="desk-setting">
        <label className="desk-setting-line">
          <span>
            {text.timer}
            <small className="hl-small hl-quiet">{text.timerHint}</small>
          </span>
          <InputNumber
            min={0}
            max={900}
            step={10}
            disabled={readOnly}
            addonAfter={text.seconds}
            value={mine.wrap_up_s}
            onChange={(value) => change({ wrap_up_s: value ?? 0 })}
          />
        </label>
        <label className="desk-setting-line">
          <span>{text.required}</span>
          <Switch
            disabled={readOnly}
            checked={mine.wrap_up_required}
            onChange={(wrap_up_required) => change({ wrap_up_required })}
          />
        </label>
        <label className="desk-setting-line">
          <span>{text.exceed}</span>
          <Switch
            disabled={readOnly}
            checked={mine.may_exceed}
            onChange={(may_exceed) => change({ may_exceed })}
          />
        </label>
      </div>
      <Reasons
        reasons={mine.reasons}
        readOnly={readOnly}
        onChange={(reasons) => change({ reasons })}
      />
      <Codes groups={mine.groups} readOnly={readOnly} onChange={(groups) => change({ groups })} />
    </section>
  );
}
