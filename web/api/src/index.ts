export * from "./bot";
export * from "./client";
export * from "./frames";
export * from "./ids";
export * from "./problem";
export * from "./staff";
