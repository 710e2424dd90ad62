/** Supervision: the wall to look at, the duty desk to act, the report of a day. */
import "./wall.css";
import "./duty.css";

import { NavLink, Navigate, useParams } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { copy } from "./copy";
import { DutyView } from "./parts/duty-view";
import { ReportView } from "./parts/report-view";
import { WallView } from "./parts/wall-view";

const VIEWS = ["wall", "duty", "report"] as const;

export default function WallPage() {
  const text = useCopy(copy);
  const may = useMay();
  const { view = "wall" } = useParams();
  if (!may("desk.supervise")) return <Navigate to="/desk" replace />;
  return (
    <div className={view === "wall" ? "hl-room hl-dark" : "hl-room"}>
      <header className="hl-room-head">
        <h1>{text.title}</h1>
        <nav className="hl-room-tabs">
          {VIEWS.map((one) => (
            <NavLink key={one} to={one === "wall" ? "/wall" : `/wall/${one}`} end className="hl-room-tab">
              {text.views[one]}
            </NavLink>
          ))}
        </nav>
      </header>
      <div className="hl-room-view">
        {view === "duty" ? <DutyView /> : view === "report" ? <ReportView /> : <WallView />}
      </div>
    </div>
  );
}
