/** The frame of every room: the rail on the left, the room beside it. */
import "./rail.css";

import {
  AlertOutlined,
  BankOutlined,
  BookOutlined,
  FileDoneOutlined,
  FundOutlined,
  MessageOutlined,
  PhoneOutlined,
  RobotOutlined,
  SettingOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { Permission } from "@hearthline/api";
import { Count } from "@hearthline/ui";
import { Suspense } from "react";
import { NavLink, Outlet } from "react-router";

import { useCalls, WrapTray } from "@/features/handover";
import { useCopy } from "@/lib/locale";
import { useList } from "@/lib/live/use-list";
import { useMay } from "@/lib/me";

import { AccountMenu } from "./account-menu";
import { copy } from "./copy";
import { LinkMark } from "./link-mark";
import { PresenceSwitch } from "./presence-switch";

interface Room {
  at: "desk" | "calls" | "wall" | "customers" | "tickets" | "exchange" | "incidents" | "knowledge" | "bot" | "settings";
  icon: React.ReactNode;
  needs: Permission | null;
}

const ROOMS: Room[] = [
  { at: "desk", icon: <MessageOutlined />, needs: "desk.view" },
  { at: "calls", icon: <PhoneOutlined />, needs: "desk.reply" },
  { at: "tickets", icon: <FileDoneOutlined />, needs: "tickets.view" },
  { at: "exchange", icon: <BankOutlined />, needs: "tickets.view" },
  { at: "incidents", icon: <AlertOutlined />, needs: "tickets.view" },
  { at: "customers", icon: <TeamOutlined />, needs: "customers.view" },
  { at: "wall", icon: <FundOutlined />, needs: "desk.supervise" },
  { at: "knowledge", icon: <BookOutlined />, needs: "knowledge.view" },
  { at: "bot", icon: <RobotOutlined />, needs: "bot.view" },
  { at: "settings", icon: <SettingOutlined />, needs: null },
];

export function Shell() {
  const text = useCopy(copy);
  const may = useMay();
  return (
    <div className="shell">
      <nav className="rail" aria-label={text.nav}>
        <Flame />
        <div className="rail-rooms">
          {ROOMS.filter(({ needs }) => needs === null || may(needs)).map(({ at, icon }) => (
            <NavLink key={at} to={`/${at}`} className="rail-room">
              {icon}
              <span>{text.rooms[at]}</span>
              {at === "desk" ? <Unread /> : null}
              {at === "calls" ? <CallsDue /> : null}
            </NavLink>
          ))}
        </div>
        <div className="rail-foot">
          {may("desk.view") ? <LinkMark /> : null}
          {may("desk.reply") ? <PresenceSwitch /> : null}
          <AccountMenu />
        </div>
      </nav>
      <main className="room">
        <Suspense fallback={null}>
          <Outlet />
        </Suspense>
      </main>
      {may("desk.reply") ? <WrapTray /> : null}
    </div>
  );
}

function Unread() {
  const text = useCopy(copy);
  const { rows } = useList("mine", "");
  const unread = rows.reduce((sum, row) => sum + row.unread, 0);
  return (
    <span className="rail-count">
      <Count n={unread} strong label={text.unread(unread)} />
    </span>
  );
}

function CallsDue() {
  const text = useCopy(copy);
  const { data } = useCalls("mine");
  const { due = 0, overdue = 0 } = data?.counts ?? {};
  return (
    <span className="rail-count">
      <Count n={due} strong={overdue > 0} label={text.callsDue(due, overdue)} />
    </span>
  );
}

function Flame() {
  return (
    <svg className="rail-flame" viewBox="0 0 24 24" role="img" aria-label="暖线 Hearthline">
      <path d="M12 2c1 4-5 6-5 12a5 5 0 0 0 10 0c0-2-1-4-2-5 0 2-1 3-2 3 1-4-1-8-1-10z" />
    </svg>
  );
}
