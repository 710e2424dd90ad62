/** Who I am, my language and look, and the way out. */
import { taken } from "@hearthline/api";
import { Avatar } from "@hearthline/ui";
import { Dropdown } from "antd";

import { api } from "@/lib/api";
import { chooseLocale, useCopy, useLocale } from "@/lib/locale";
import { chooseLook, type Look, useLook } from "@/lib/look";
import { useMe } from "@/lib/me";

import { copy } from "./copy";

const LOOKS: Look[] = ["light", "dark", "system"];

async function leave(): Promise<void> {
  await taken(api.POST("/api/v1/staff/logout")).catch(() => undefined);
  location.assign("/console/login");
}

export function AccountMenu() {
  const text = useCopy(copy);
  const me = useMe();
  const locale = useLocale();
  const { look } = useLook();
  return (
    <Dropdown
      trigger={["click"]}
      placement="topLeft"
      menu={{
        selectedKeys: [`look.${look}`],
        onClick: ({ key }) => {
          if (key === "logout") void leave();
          if (key === "language") chooseLocale(locale === "en" ? "zh-CN" : "en");
          if (key.startsWith("look.")) chooseLook(key.slice("look.".length) as Look);
        },
        items: [
          {
            type: "group",
            label: `${me.name} · ${me.roles.map((role) => text.roles[role] ?? role).join(" · ")}`,
            children: [{ key: "tenant", label: me.tenant.name, disabled: true }],
          },
          { type: "divider" },
          { key: "language", label: text.language },
          {
            key: "look",
            type: "group",
            label: text.look,
            children: LOOKS.map((one) => ({ key: `look.${one}`, label: text.looks[one] })),
          },
          { type: "divider" },
          { key: "logout", label: text.logout },
        ],
      }}
    >
      <button type="button" className="rail-button" aria-label={text.account} title={me.name}>
        <Avatar name={me.name} />
      </button>
    </Dropdown>
  );
}
