/** The customer feature's door: the card beside the thread, and the macros. */
export { CustomerFacts } from "./parts/customer-facts";
export { Macros } from "./parts/macros";
