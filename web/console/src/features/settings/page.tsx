/** Settings: canned answers, notices, staff. */
import "./settings.css";

import { Tabs } from "antd";
import { useNavigate, useParams } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { copy } from "./copy";
import { macroCopy } from "./copy-macros";
import { teamCopy } from "./copy-teams";
import { supervisionCopy } from "./copy-supervision";
import { CannedSection } from "./parts/canned-section";
import { MacrosSection } from "./parts/macros-section";
import { NoticesSection } from "./parts/notices-section";
import { StaffSection } from "./parts/staff-section";
import { StormPlansSection } from "./parts/storm-plans-section";
import { TagsSection } from "./parts/tags-section";
import { TeamsSection } from "./parts/teams-section";
import { copy as queueCopy } from "./queues/copy";
import { QueuesSection } from "./queues/queues-section";
import { ThresholdsSection } from "./parts/thresholds-section";
import { copy as wrapCopy } from "./wrap/copy";
import { WrapSection } from "./wrap/wrap-section";

export default function SettingsPage() {
  const text = useCopy(copy);
  const rooms = useCopy(macroCopy);
  const work = useCopy(teamCopy);
  const watched = useCopy(supervisionCopy);
  const queues = useCopy(queueCopy);
  const wrap = useCopy(wrapCopy);
  const may = useMay();
  const navigate = useNavigate();
  const { section } = useParams();
  const items = [
    ...(may("desk.reply")
      ? [{ key: "canned", label: text.sections.canned, children: <CannedSection /> }]
      : []),
    ...(may("desk.reply")
      ? [{ key: "macros", label: rooms.macros, children: <MacrosSection /> }]
      : []),
    ...(may("customers.view")
      ? [{ key: "tags", label: rooms.tags, children: <TagsSection /> }]
      : []),
    ...(may("desk.supervise")
      ? [
          { key: "thresholds", label: watched.thresholds.section, children: <ThresholdsSection /> },
          { key: "storms", label: watched.plans.section, children: <StormPlansSection /> },
        ]
      : []),
    ...(may("desk.supervise")
      ? [{ key: "queues", label: queues.section, children: <QueuesSection /> }]
      : []),
    ...(may("desk.reply")
      ? [{ key: "wrap-up", label: wrap.section, children: <WrapSection /> }]
      : []),
    ...(may("tickets.view")
      ? [{ key: "teams", label: work.teams, children: <TeamsSection /> }]
      : []),
    { key: "notices", label: text.sections.notices, children: <NoticesSection /> },
    ...(may("staff.manage")
      ? [{ key: "staff", label: text.sections.staff, children: <StaffSection /> }]
      : []),
  ];
  const known = items.some(({ key }) => key === section);
  return (
    <div className="settings">
      <div className="settings-column">
        <h1>{text.title}</h1>
        <Tabs
          activeKey={(known ? section : items[0]?.key) ?? "notices"}
          onChange={(key) => void navigate(`/settings/${key}`)}
          items={items}
        />
      </div>
    </div>
  );
}
