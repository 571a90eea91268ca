export * from "./brazil.ts";
export * from "./normal.ts";
