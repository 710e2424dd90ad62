/** As whom the bot is tried: how surely known, with which accounts, in which language. */
import { UserOutlined } from "@ant-design/icons";
import type { Trade } from "@hearthline/api";
import { Button, Checkbox, Input, Popover, Segmented } from "antd";

import { useCopy } from "@/lib/locale";
import { useTold } from "@/lib/told";

import { tryCopy } from "../../copy-try";
import { useLookedAt } from "../../place";
import { useTrades } from "../../queries";
import type { Level, Who } from "./trial";

const LEVELS: Level[] = ["L0", "L1", "L2", "L3"];
const LOCALES: Who["locale"][] = ["zh-CN", "en"];

export function TryAs({ who, onWho }: { who: Who; onWho: (who: Who) => void }) {
  const text = useCopy(tryCopy);
  const { data: trades = [] } = useTrades(useLookedAt());
  const held = Object.values(who.accounts).filter((number) => number.trim() !== "").length;
  const told = [text.levels[who.level], text.languages[who.locale]];
  if (held > 0) told.splice(1, 0, `${text.accounts} ${held}`);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={text.as}
      content={<Form who={who} trades={trades} onWho={onWho} />}
    >
      <Button icon={<UserOutlined />}>{told.join(" · ")}</Button>
    </Popover>
  );
}

function Form({ who, trades, onWho }: {
  who: Who;
  trades: Trade[];
  onWho: (who: Who) => void;
}) {
  const text = useCopy(tryCopy);
  const told = useTold();
  return (
    <div className="trial-as">
      <span>{text.level}</span>
      <Segmented<Level>
        vertical
        value={who.level}
        onChange={(level) => onWho({ ...who, level })}
        options={LEVELS.map((value) => ({ value, label: text.levels[value] }))}
      />
      {trades.map(({ domain, title }) => (
        <label key={domain}>
          {text.accountOf(told(title))}
          <Input
            maxLength={32}
            placeholder={text.noAccount}
            value={who.accounts[domain] ?? ""}
            onChange={({ target }) => {
              const number = target.value.replace(/[^0-9A-Za-z-]/g, "");
              onWho({ ...who, accounts: { ...who.accounts, [domain]: number } });
            }}
          />
        </label>
      ))}
      <span>{text.language}</span>
      <Segmented<Who["locale"]>
        value={who.locale}
        onChange={(locale) => onWho({ ...who, locale })}
        options={LOCALES.map((value) => ({ value, label: text.languages[value] }))}
      />
      {trades.length > 1 ? (
        <>
          <span>{text.served}</span>
          <Checkbox.Group
            value={who.domains.length === 0 ? trades.map(({ domain }) => domain) : who.domains}
            onChange={(domains) => {
              const isAll = domains.length === 0 || domains.length === trades.length;
              onWho({ ...who, domains: isAll ? [] : domains });
            }}
            options={trades.map(({ domain, title }) => ({ value: domain, label: told(title) }))}
          />
        </>
      ) : null}
      <p className="hl-small hl-quiet">{text.asHint}</p>
    </div>
  );
}
