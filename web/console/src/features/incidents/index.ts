/** What other rooms show of incidents. */
export { IncidentStrip } from "./parts/strip";
