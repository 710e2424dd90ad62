/** One cause behind many reports. */
import type { Answer, Body, Query } from "./answers";

export type IncidentPage = Answer<"listIncidents">;
export type Incident = IncidentPage["items"][number];
export type IncidentView = NonNullable<Query<"listIncidents">["view"]>;
export type IncidentState = Incident["state"];
export type IncidentFacts = Body<"confirmIncident">;
export type OpenedIncident = Body<"openIncident">;
export type IncidentRule = Answer<"getIncidentRule">;
