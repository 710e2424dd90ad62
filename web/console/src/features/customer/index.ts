/** The customer feature's door: the card beside the thread, tags, promises, and the macros. */
export { CustomerFacts } from "./parts/customer-facts";
export { CustomerTags } from "./parts/customer-tags";
export { KeepPromise } from "./parts/keep-promise";
export { PromiseNews } from "./use-promise-news";
export { MyPromises } from "./parts/my-promises";
export { Macros } from "./parts/macros";
