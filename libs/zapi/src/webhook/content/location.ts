import { defined } from "../../defined.ts";
import { number, text } from "../lenient.ts";
import { contentKind } from "./kind.ts";

export const locationKind = contentKind(
  "location",
  { latitude: number(), longitude: number(), name: text(), address: text() },
  ({ latitude, longitude, name, address }) =>
    latitude === undefined || longitude === undefined
      ? undefined
      : { content: defined({ kind: "location" as const, latitude, longitude, name, address }), spoken: "" },
);

export const liveLocationKind = contentKind(
  "liveLocation",
  { latitude: number(), longitude: number(), caption: text() },
  ({ latitude, longitude, caption }) =>
    latitude === undefined || longitude === undefined
      ? undefined
      : { content: { kind: "location", latitude, longitude, live: true }, spoken: caption ?? "" },
);
