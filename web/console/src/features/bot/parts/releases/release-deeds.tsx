/** What may be done with a release: the one next thing as a button, the rest in a menu. */
import { EllipsisOutlined } from "@ant-design/icons";
import type { Release } from "@hearthline/api";
import { App, Button, Dropdown, type MenuProps } from "antd";
import { useNavigate } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { useSay } from "@/lib/words";

import { releasesCopy } from "../../copy-releases";
import { isAtWork, useTestRelease } from "../../queries-releases";
import type { Forcing } from "./force-dialog";
import { brief } from "./standing";

export function ReleaseDeeds({ release, onForce }: {
  release: Release;
  onForce: (forcing: Forcing) => void;
}) {
  const text = useCopy(releasesCopy);
  const may = useMay();
  const choose = useDeeds(release);
  const mayUse = may("bot.manage") && release.state !== "active" && release.faults.length === 0;
  return (
    // A press here is not a press on the row.
    <span className="releases-deeds" onClick={(event) => event.stopPropagation()} role="presentation">
      {mayUse ? (
        <Button size="small" onClick={() => onForce({ release, how: "activate" })}>
          {text.activate}
        </Button>
      ) : null}
      <Dropdown trigger={["click"]} placement="bottomRight" menu={choose}>
        <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={text.more} />
      </Dropdown>
    </span>
  );
}

function useDeeds(release: Release): MenuProps {
  const text = useCopy(releasesCopy);
  const may = useMay();
  const say = useSay();
  const place = usePlace();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const test = useTestRelease();
  const { id } = release;
  const isSound = release.faults.length === 0;
  const mayManage = may("bot.manage");
  const deeds: Record<string, () => void> = {
    test: () =>
      test.mutate(id, {
        onSuccess: () => void message.info(text.testsBegun(brief(id))),
        onError: (error) => void message.error(say(error)),
      }),
    results: () => void navigate(`/bot/tests?release=${id}`),
    compare: () => place.go({ part: "compare", right: id, comparison: null }, { push: true }),
    flows: () => void navigate(`/bot/flows?release=${id}`),
    tryIt: () => void navigate(`/bot/try?release=${id}`),
    download: () => globalThis.location.assign(`/api/v1/bot/releases/${id}/archive`),
  };
  const items = [
    ...(mayManage && isSound
      ? [{ key: "test", label: text.test, disabled: isAtWork(release.last_run) }]
      : []),
    ...(release.last_run ? [{ key: "results", label: text.seeTests }] : []),
    ...(mayManage && isSound && release.state !== "active"
      ? [{ key: "compare", label: text.compareWith }]
      : []),
    ...(isSound ? [{ key: "tryIt", label: text.tryIt }, { key: "flows", label: text.flows }] : []),
    { key: "download", label: text.download },
  ];
  return { items, onClick: ({ key }) => deeds[key]?.() };
}
