/** The door of the help while answering. */
export { NowCard } from "./parts/now-card";
