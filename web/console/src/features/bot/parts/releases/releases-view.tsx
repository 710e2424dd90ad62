/** Releases: what answers now, all others, comparisons, and the history of changes. */
import "./releases.css";

import { DownloadOutlined, RollbackOutlined, UploadOutlined } from "@ant-design/icons";
import type { Bot, Release } from "@hearthline/api";
import { Bone } from "@hearthline/ui";
import { Button, Drawer, Segmented } from "antd";
import { useState } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { useTold } from "@/lib/told";
import { words } from "@/lib/words";

import { copy } from "../../copy";
import { releasesCopy } from "../../copy-releases";
import { useActivations, useBot, useReleases } from "../../queries-releases";
import { CompareView } from "./compare-view";
import { ForceDialog, type Forcing } from "./force-dialog";
import { History } from "./history";
import { ReleaseDeeds } from "./release-deeds";
import { ReleaseDetail } from "./release-detail";
import { ReleaseTable } from "./release-table";
import { brief } from "./standing";
import { UploadDialog } from "./upload-dialog";

const PARTS = ["list", "compare", "history"] as const;
type Part = (typeof PARTS)[number];

export function ReleasesView() {
  const text = useCopy(releasesCopy);
  const place = usePlace();
  const bot = useBot();
  const releases = useReleases();
  const all = releases.data?.pages.flatMap(({ items }) => items);
  const [forcing, setForcing] = useState<Forcing | null>(null);
  const part = PARTS.find((one) => one === place.at("part")) ?? "list";
  const open = (id: string) => place.go({ open: id }, { push: true });
  const opened = all?.find(({ id }) => id === place.at("open"));
  return (
    <div className="hl-page">
      <Shown of={bot} title={text.failed} shape={<NowBones />}>
        {(now) => <Now bot={now} releases={all ?? []} onForce={setForcing} />}
      </Shown>
      <Bar part={part} onOpen={open} />
      <Shown
        of={{ data: all, error: releases.error, refetch: releases.refetch }}
        title={text.failed}
        shape={<BoneRows n={5} />}
      >
        {(found) => {
          if (part === "compare") {
            return <CompareView releases={found} active={bot.data?.release.id ?? ""} />;
          }
          if (part === "history") return <History onOpen={open} />;
          return (
            <>
              <ReleaseTable releases={found} onOpen={open} onForce={setForcing} />
              {found.length < 2 ? <p className="hl-quiet releases-hint">{text.none[1]}</p> : null}
              {releases.hasNextPage ? <More of={releases} /> : null}
            </>
          );
        }}
      </Shown>
      <Drawer
        open={opened !== undefined}
        onClose={() => place.go({ open: null })}
        size="min(100vw, 560px)"
        title={opened ? text.detail(brief(opened.id)) : ""}
        extra={opened ? <ReleaseDeeds release={opened} onForce={setForcing} /> : null}
      >
        {opened ? <ReleaseDetail release={opened} /> : null}
      </Drawer>
      {forcing ? <ForceDialog forcing={forcing} onClose={() => setForcing(null)} /> : null}
    </div>
  );
}

function More({ of }: { of: ReturnType<typeof useReleases> }) {
  const common = useCopy(words);
  return (
    <Button type="text" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {common.more}
    </Button>
  );
}

function Bar({ part, onOpen }: { part: Part; onOpen: (id: string) => void }) {
  const text = useCopy(releasesCopy);
  const may = useMay();
  const place = usePlace();
  const [isUploading, setUploading] = useState(false);
  return (
    <div className="hl-bar">
      <Segmented<Part>
        value={part}
        onChange={(one) => place.go({ part: one === "list" ? null : one })}
        options={PARTS.map((value) => ({ value, label: text.parts[value] }))}
      />
      {may("bot.manage") ? (
        <Button
          className="push"
          type="primary"
          icon={<UploadOutlined />}
          onClick={() => setUploading(true)}
        >
          {text.upload}
        </Button>
      ) : null}
      {isUploading ? <UploadDialog onClose={() => setUploading(false)} onOpen={onOpen} /> : null}
    </div>
  );
}

/** What answers customers now, with the way back. */
function Now({ bot, releases, onForce }: {
  bot: Bot;
  releases: Release[];
  onForce: (forcing: Forcing) => void;
}) {
  const text = useCopy(releasesCopy);
  const common = useCopy(copy);
  const told = useTold();
  const locale = useLocale();
  const now = useNow(60);
  const may = useMay();
  const { data: activations } = useActivations();
  const { release } = bot;
  const before = releases.find(({ id }) => id === activations?.[0]?.replaced_id);
  return (
    <section className="hl-card releases-now">
      <div>
        <p className="hl-small hl-quiet">{text.answering}</p>
        <p className="releases-title">
          {release.trades.map(({ title, version }) => `${told(title)} ${version}`).join(" · ")}
        </p>
        <p className="hl-small hl-quiet">
          <span className="bot-code">{brief(release.id)}</span> ·{" "}
          {release.note || common.origins[release.origin]} ·{" "}
          {release.activated_at ? (
            <span title={fullTime(release.activated_at)}>
              {text.since(shortTime(release.activated_at, now, locale))}
            </span>
          ) : (
            text.fromStart
          )}
          {bot.examples_count > 0 ? ` · ${text.examples(bot.examples_count)}` : ""}
        </p>
      </div>
      <div className="hl-bar">
        <Button icon={<DownloadOutlined />} href={`/api/v1/bot/releases/${release.id}/archive`}>
          {text.download}
        </Button>
        {before && may("bot.manage") ? (
          <Button
            icon={<RollbackOutlined />}
            onClick={() => onForce({ release: before, how: "back" })}
          >
            {text.back(brief(before.id))}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function NowBones() {
  return (
    <section className="hl-card" aria-busy="true">
      <Bone width="120px" />
      <Bone width="240px" />
      <Bone width="320px" />
    </section>
  );
}
