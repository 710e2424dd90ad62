/** The wall: dark, without scrolling, readable from five metres. */
import type { WallFrame } from "@hearthline/api";
import { useRef } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { clockTime, useNow } from "@/lib/time";

import { copy } from "../copy";
import { useHouse } from "../live";
import { SixFigures } from "./six-figures";
import { StormCountdown } from "./storm-countdown";
import { WallAlarms } from "./wall-alarms";
import { WallPeople } from "./wall-people";
import { WallQueues } from "./wall-queues";

export function WallView() {
  const text = useCopy(copy);
  const { frame, live } = useHouse();
  const wall = useRef<HTMLDivElement>(null);
  return (
    <div ref={wall} className="wall hl-dark">
      <header className="wall-head">
        <h1>{text.title}</h1>
        {frame?.storms.map((storm) => <StormCountdown key={storm.id} storm={storm} />)}
        <span className="wall-live" data-live={live}>
          {live ? text.live : text.cut}
        </span>
        <Clock />
        <button type="button" className="wall-full" onClick={() => void wall.current?.requestFullscreen()}>
          {text.full}
        </button>
      </header>
      {frame === null ? <p className="wall-empty">{text.notYet}</p> : <House frame={frame} />}
    </div>
  );
}

function House({ frame }: { frame: WallFrame }) {
  const { wall, alarms } = frame;
  return (
    <>
      <SixFigures wall={wall} />
      <div className="wall-grid">
        <WallQueues queues={wall.queues} />
        <WallAlarms alarms={alarms} today={wall.today} />
        <WallPeople people={wall.people} />
        <Incidents frame={frame} />
      </div>
    </>
  );
}

function Clock() {
  const locale = useLocale();
  const now = new Date(useNow(10));
  const day = now.toLocaleDateString(locale, { month: "long", day: "numeric", weekday: "short" });
  return (
    <time className="wall-clock">
      {day} <strong>{clockTime(now)}</strong>
    </time>
  );
}

function Incidents({ frame }: { frame: WallFrame }) {
  const text = useCopy(copy);
  const { incidents } = frame.wall;
  return (
    <section className="wall-strip" aria-label={text.incidents}>
      <h2>{text.incidents}</h2>
      {incidents.length === 0 ? <span className="wall-quiet">{text.noIncidents}</span> : null}
      {incidents.slice(0, 4).map((one) => (
        <span key={one.id} className="wall-incident">
          <strong>{one.title}</strong> {one.where} <em>{text.reports(one.reports)}</em>
        </span>
      ))}
    </section>
  );
}
