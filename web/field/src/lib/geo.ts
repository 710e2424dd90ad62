/** Where the phone is, and how far that is from an address. */
import type { FieldPlace } from "@hearthline/api/field";

const EARTH_RADIUS_M = 6_371_000;
const PATIENCE_MS = 15_000;
const FRESH_MS = 30_000;
/** Further than this from the address, the worker says why. */
export const FAR_M = 500;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres along the ground, near enough for a town. */
export function metresBetween(one: FieldPlace, other: FieldPlace): number {
  const middle = radians((one.latitude + other.latitude) / 2);
  const east = radians(other.longitude - one.longitude) * Math.cos(middle);
  const north = radians(other.latitude - one.latitude);
  return EARTH_RADIUS_M * Math.hypot(east, north);
}

/** Whether a place is far from an address even if the phone errs as much as it says. */
export function isFar(address: FieldPlace, here: FieldPlace): boolean {
  return metresBetween(address, here) > FAR_M + (here.accuracy_m ?? 0);
}

/** Null where the phone does not tell: refused, no signal, or no such device. */
export function whereAmI(): Promise<FieldPlace | null> {
  if (!("geolocation" in navigator)) return Promise.resolve(null);
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          latitude: coords.latitude,
          longitude: coords.longitude,
          accuracy_m: Math.round(coords.accuracy),
        }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
    );
  });
}

/** The way there in the map that most phones here have; it asks for the address when no point is known. */
export function wayTo(address: string, place: FieldPlace | null): string {
  const name = encodeURIComponent(address);
  if (place === null) return `https://uri.amap.com/search?keyword=${name}&callnative=1`;
  const to = `${place.longitude.toFixed(6)},${place.latitude.toFixed(6)},${name}`;
  return `https://uri.amap.com/navigation?to=${to}&mode=car&coordinate=wgs84&callnative=1`;
}

/** The same for whichever map the phone opens by itself. */
export function geoAddress(address: string, place: FieldPlace | null): string {
  const at = place === null ? "0,0" : `${place.latitude},${place.longitude}`;
  return `geo:${at}?q=${encodeURIComponent(address)}`;
}
