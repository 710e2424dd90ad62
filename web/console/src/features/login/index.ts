/** The door of the log-in. */
export { ReLogin } from "./parts/re-login";
