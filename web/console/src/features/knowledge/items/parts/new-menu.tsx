/** A new item of one kind, begun as a draft in the place that is looked at. */
import { DownOutlined, PlusOutlined } from "@ant-design/icons";
import type { Item, ItemKind } from "@hearthline/api";
import { App, Button, Dropdown } from "antd";
import { useNavigate } from "react-router";

import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { itemCopy } from "../../shared/copy";
import { copy } from "../copy";
import { KINDS } from "../filter";
import { useCreate } from "../queries";

/** The trade of all these items, or null where they are of several or of none. */
export function tradeOf(items: readonly Pick<Item, "slug">[]): string | null {
  const trades = new Set(items.map(({ slug }) => (slug.includes("/") ? (slug.split("/")[0] ?? "") : "")));
  const [only] = trades;
  return trades.size === 1 && only !== undefined && only !== "" ? only : null;
}

export function NewMenu({ place, listed }: { place: string; listed: Item[] }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const say = useSay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const create = useCreate();
  function begin(kind: ItemKind): void {
    create.mutate(
      { kind, place, trade: tradeOf(listed) },
      {
        onSuccess: ({ article_id: id }) => void navigate(`/knowledge/items/${id}`),
        onError: (error) => void message.error(say(error)),
      },
    );
  }
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: KINDS.map((kind) => ({
          key: kind,
          label: (
            <span className="items-kind">
              {items.kinds[kind]}
              <span className="hl-small hl-quiet">{items.kindHints[kind]}</span>
            </span>
          ),
        })),
        onClick: ({ key }) => begin(key as ItemKind),
      }}
    >
      <Button type="primary" icon={<PlusOutlined />} loading={create.isPending} title={text.createHint(place)}>
        {text.create} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
