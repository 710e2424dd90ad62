/** Tickets that government offices hand over: sheets taken in, answers due, and what was taken in. */
import "./exchange.css";

import { EmptyPlace } from "@hearthline/ui";
import { Segmented } from "antd";
import { Navigate, NavLink, useLocation, useParams } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { copy } from "./copy";
import { Due } from "./parts/due";
import { OneIntake } from "./parts/one-intake";
import { Take } from "./parts/take";
import { Taken } from "./parts/taken";
import { useOffices } from "./queries";

const VIEWS = ["take", "due", "taken"] as const;
type View = (typeof VIEWS)[number];
const isView = (name: string | undefined): name is View => VIEWS.some((view) => view === name);

export default function ExchangePage() {
  const text = useCopy(copy);
  const locale = useLocale();
  const place = usePlace();
  const may = useMay();
  const { view } = useParams();
  const { search } = useLocation();
  const offices = useOffices();
  const all = offices.data?.items ?? [];
  const office = all.find(({ code }) => code === place.at("office")) ?? all[0];
  if (!isView(view)) {
    return <Navigate to={`/exchange/${may("tickets.supervise") ? "take" : "due"}${search}`} replace />;
  }
  const kept = place.at("office") === null ? "" : `?office=${place.at("office")}`;
  return (
    <div className="hl-room">
      <header className="hl-room-head">
        <h1>{text.title}</h1>
        <nav className="hl-room-tabs" aria-label={text.title}>
          {VIEWS.filter((name) => name !== "take" || may("tickets.supervise")).map((name) => (
            <NavLink key={name} to={`/exchange/${name}${kept}`} className="hl-room-tab">
              {text.views[name]}
            </NavLink>
          ))}
        </nav>
        {view !== "taken" && all.length > 1 && office !== undefined ? (
          <Segmented
            aria-label={text.office}
            className="exchange-offices"
            value={office.code}
            onChange={(code) => place.go({ office: code })}
            options={all.map((one) => ({
              value: one.code,
              label: locale === "en" ? one.en : one.zh,
            }))}
          />
        ) : null}
      </header>
      <div className="hl-room-view">
        <Shown of={offices} title={text.failed} shape={<BoneRows n={6} />}>
          {() => (office === undefined ? <EmptyPlace title={text.noOffice[0]}>{text.noOffice[1]}</EmptyPlace> : <Room view={view} source={office.code} />)}
        </Shown>
      </div>
    </div>
  );
}

function Room({ view, source }: { view: View; source: string }) {
  const text = useCopy(copy);
  const place = usePlace();
  const may = useMay();
  const offices = useOffices().data?.items ?? [];
  const office = offices.find(({ code }) => code === source);
  const id = place.at("id");
  if (view === "due") return <Due key={source} source={source} />;
  if (view === "taken") return id === null ? <Taken /> : <OneIntake key={id} id={id} />;
  if (!may("tickets.supervise")) return <EmptyPlace title={text.closed[0]}>{text.closed[1]}</EmptyPlace>;
  return office === undefined ? null : <Take key={source} office={office} />;
}
