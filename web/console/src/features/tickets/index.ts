/** The tickets' door: the button that files one, beside a conversation. */
export { NewTicket } from "./parts/new-ticket";
