/** The wall's door for the rest of the console. */
export { StormBanner } from "./parts/storm-banner";
