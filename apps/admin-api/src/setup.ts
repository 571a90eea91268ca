import type { GatewayCheck } from "@acolhe/events";
import { said } from "./sentences/said.ts";

export const SETUP_STEPS = [
  "password",
  "clinic-name",
  "business-hours",
  "channel",
  "webhook",
  "desk",
  "first-message",
] as const;
export const SETUP_STATES = ["done", "todo", "trouble", "unknown"] as const;
export const SETUP_REASONS = [
  "not-set",
  "offline",
  "not-heard",
  "wrong-settings",
  "unreachable-address",
  "no-answer",
  "none-yet",
] as const;

/** Where a new clinic stands, as far as this process can know it. */
export interface SetupFacts {
  readonly mustChangePassword: boolean;
  readonly clinicName: string | null;
  readonly hasBusinessHours: boolean;
  readonly channels: readonly {
    readonly id: string;
    readonly state: "online" | "offline" | "unknown";
    readonly check: GatewayCheck | null;
  }[];
  /** The attendants' desk: none is configured, or it answered or not just now. */
  readonly desk: "none" | "answers" | "silent";
  readonly hasPatientWritten: boolean;
}

export interface SetupStep {
  readonly step: (typeof SETUP_STEPS)[number];
  /** The number it is about. */
  readonly channel: string | null;
  readonly state: (typeof SETUP_STATES)[number];
  /** Why it is not done. */
  readonly reason: (typeof SETUP_REASONS)[number] | null;
  /** The clinic works without it. */
  readonly isOptional: boolean;
  readonly complaints: readonly string[];
}

type Told = Pick<SetupStep, "state"> & Partial<SetupStep>;

const DONE: Told = { state: "done" };
const NOT_SET: Told = { state: "todo", reason: "not-set" };
const NOT_HEARD: Told = { state: "unknown", reason: "not-heard" };

const ONLINE = { online: DONE, offline: { state: "trouble", reason: "offline" }, unknown: NOT_HEARD } as const;
const DESK = { none: NOT_SET, answers: DONE, silent: { state: "trouble", reason: "no-answer" } } as const;

function checked(check: GatewayCheck | null): Told {
  if (!check) return NOT_HEARD;
  if (check.outcome === "right") return DONE;
  if (check.outcome === "unreachable") return { state: "trouble", reason: "unreachable-address" };
  return {
    state: "trouble",
    reason: "wrong-settings",
    complaints: check.complaints.map((complaint) => said(complaint)),
  };
}

/** The steps of a first run in their order; those about numbers once a number. */
export function setupSteps(facts: SetupFacts): SetupStep[] {
  const { channels } = facts;
  const step = (name: SetupStep["step"], told: Told, channel: string | null = null): SetupStep => ({
    ...{ step: name, channel, reason: null, isOptional: name === "desk", complaints: [] },
    ...told,
  });
  const each = (name: SetupStep["step"], told: (channel: SetupFacts["channels"][number]) => Told) =>
    channels.length === 0 ? [step(name, NOT_SET)] : channels.map((one) => step(name, told(one), one.id));
  return [
    step("password", facts.mustChangePassword ? NOT_SET : DONE),
    step("clinic-name", facts.clinicName === null ? NOT_SET : DONE),
    step("business-hours", facts.hasBusinessHours ? DONE : NOT_SET),
    ...each("channel", ({ state }) => ONLINE[state]),
    ...each("webhook", ({ check }) => checked(check)),
    step("desk", DESK[facts.desk]),
    step("first-message", facts.hasPatientWritten ? DONE : { state: "todo", reason: "none-yet" }),
  ];
}
