import { randomUUID } from "node:crypto";

const hex = (): string => randomUUID().replaceAll("-", "").toUpperCase();

/** Ids of messages typed on a phone: 32 hex digits that start with AC. */
export const phoneMessageId = (): string => `AC${hex().slice(2)}`;

/** Ids of messages sent through the API: 22 hex digits that start with 3EB0. */
export const apiMessageId = (): string => `3EB0${hex().slice(0, 18)}`;

/** Queue ids grow with time, so that a listing in id order is a listing in queue order. */
export const queueId = (nowMs: number): string => nowMs.toString(16).toUpperCase().padStart(12, "0") + hex().slice(12);
