/** An item through time: two versions compared, what it said on a day, what was done. */
import "./history.css";

import { ArrowLeftOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { Link, useLocation } from "react-router";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { usePublications, useRevisions } from "../queries";
import { AsOf } from "./as-of";
import { historyCopy } from "./copy";
import { DeedList } from "./deed-list";
import { Versions } from "./versions";

const VIEWS = ["versions", "asOf", "deeds"] as const;
type View = (typeof VIEWS)[number];

export function HistoryView({ id }: { id: string }) {
  const text = useCopy(historyCopy);
  const place = usePlace();
  const { search } = useLocation();
  const revisions = useRevisions(id);
  const publications = usePublications(id);
  const view = VIEWS.find((one) => one === place.at("see")) ?? "versions";
  const both =
    revisions.data && publications.data
      ? { revisions: revisions.data, publications: publications.data }
      : undefined;
  const error = revisions.error ?? publications.error;
  const refetch = () => Promise.all([revisions.refetch(), publications.refetch()]);
  return (
    <div className="history">
      <header className="kb-subhead">
        <Link to={{ pathname: `/knowledge/items/${id}`, search }} className="hl-bar">
          <ArrowLeftOutlined /> {text.back}
        </Link>
        <h2 className="hl-clip">{revisions.data?.[0]?.title}</h2>
        <Segmented<View>
          className="push"
          value={view}
          onChange={(one) => place.go({ see: one === "versions" ? null : one })}
          options={VIEWS.map((value) => ({ value, label: text.views[value] }))}
        />
      </header>
      <Shown of={{ data: both, error, refetch }} title={text.failed} shape={<BoneRows n={5} />}>
        {(found) => {
          if (view === "asOf") return <AsOf id={id} />;
          if (view === "deeds") return <DeedList id={id} />;
          return <Versions id={id} {...found} />;
        }}
      </Shown>
    </div>
  );
}
