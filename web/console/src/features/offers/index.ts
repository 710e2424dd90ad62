/** The door of offers: conversations that wait to be taken by me. */
export { Offers } from "./parts/offers";
export { TakeButton } from "./parts/take-button";
export { useOffers } from "./use-offers";
