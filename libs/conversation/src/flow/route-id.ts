import type { Route } from "./route-schema.ts";

/** `2:intent`: a route's place among those of its state and what it looks at; names it in turns and figures. */
export const routeId = ({ on }: Route, index: number): string =>
  `${index + 1}:${typeof on === "string" ? on : Object.keys(on)[0]}`;
