/** Where an account is: the premises, and its place on the network. */
import type { AccountProfile } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import type { ReactNode } from "react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { factsCopy } from "../copy-facts";

export function Premises({ profile, reveal }: { profile: AccountProfile; reveal: ReactNode }) {
  const text = useCopy(factsCopy);
  const { flags } = useCopy(copy);
  const { heating, power, place, network } = profile;
  const facts = heating
    ? [
        text.area(heating.area_m2),
        text.charge[heating.charge_mode],
        heating.heat_type ? text.heats[heating.heat_type] : null,
        heating.position ? text.position[heating.position] : null,
        text.valve[heating.valve_state],
      ]
    : power
      ? [
          power.tariff_class,
          power.prepaid ? text.prepaid : null,
          power.tou ? text.tou : null,
          power.phase ? text.phase[power.phase] : null,
          text.kw(power.capacity_kw),
        ]
      : [];
  return (
    <>
      <p className="cust-place">
        {place?.room ? place.raw : profile.address_masked}
        {reveal}
      </p>
      <p className="hl-small hl-quiet">{facts.filter(Boolean).join(" · ")}</p>
      <span className="cust-marks">
        {profile.has_arrears === null ? null : (
          <Mark tone={profile.has_arrears ? "warn" : "plain"}>
            {profile.has_arrears ? text.arrears : text.noArrears}
          </Mark>
        )}
        {profile.flags.map((flag) => (
          <Mark key={flag} tone="info">
            {flags[flag] ?? flag}
          </Mark>
        ))}
      </span>
      {network || place ? (
        <dl className="cust-facts" aria-label={text.network}>
          <Fact label={text.nets.heat_source} value={network?.heat_source} />
          <Fact label={text.nets.substation} value={network?.substation} />
          <Fact
            label={text.nets.place}
            value={place?.building ? text.building(place.building, place.unit) : null}
          />
          <Fact label={text.nets.transformer_district} value={network?.transformer_district} />
          <Fact label={text.nets.line} value={network?.line} />
          <Fact label={text.nets.meter_no} value={network?.meter_no} />
        </dl>
      ) : null}
    </>
  );
}

function Fact({ label, value }: { label: string; value: string | null | undefined }) {
  if (!value) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd className="hl-num">{value}</dd>
    </div>
  );
}
