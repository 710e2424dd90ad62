/** What was done to an item, by whom and when. */
import { Button } from "antd";

import { fullTime } from "@/lib/time";
import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";

import { itemCopy } from "../copy";
import { useDeeds } from "../queries";
import { historyCopy } from "./copy";

export function DeedList({ id }: { id: string }) {
  const text = useCopy(historyCopy);
  const items = useCopy(itemCopy);
  const deeds = useDeeds(id);
  return (
    <div className="hl-page">
      <Shown of={deeds} title={text.failed} shape={<BoneRows n={5} />}>
        {(found) =>
          found.length === 0 ? (
            <p className="hl-quiet">{items.origins.pack}</p>
          ) : (
            <ol className="deeds">
              {found.map((deed) => (
                <li key={deed.id}>
                  <time className="hl-quiet hl-num" dateTime={deed.at}>
                    {fullTime(deed.at)}
                  </time>
                  <span>{deed.by?.name ?? text.clock}</span>
                  <span>
                    {text.deeds[deed.deed] ?? deed.deed}
                    {deed.version === null ? "" : ` · ${items.version(deed.version)}`}
                    {deed.note === "" ? null : <span className="hl-quiet"> · {deed.note}</span>}
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Shown>
      {deeds.hasNextPage ? (
        <Button type="text" loading={deeds.isFetchingNextPage} onClick={() => void deeds.fetchNextPage()}>
          {text.more}
        </Button>
      ) : null}
    </div>
  );
}
