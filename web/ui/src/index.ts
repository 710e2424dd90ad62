export * from "./marks";
export * from "./places";
export * from "./theme";
