/** Settings: canned answers, notices, staff. */
import "./settings.css";

import { Tabs } from "antd";
import { useNavigate, useParams } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { copy } from "./copy";
import { CannedSection } from "./parts/canned-section";
import { NoticesSection } from "./parts/notices-section";
import { StaffSection } from "./parts/staff-section";

export default function SettingsPage() {
  const text = useCopy(copy);
  const may = useMay();
  const navigate = useNavigate();
  const { section } = useParams();
  const items = [
    ...(may("desk.reply")
      ? [{ key: "canned", label: text.sections.canned, children: <CannedSection /> }]
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
