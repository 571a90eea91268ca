import type { OpenedObject } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import type { PasswordJudge } from "../access/judge-passwords.ts";
import type { Lockout } from "../access/lockout.ts";
import type { AlertOptions } from "../alerts/start.ts";
import type { ApiMetrics } from "../api-metrics.ts";
import type { Once } from "../audit/once.ts";
import type { Changes } from "../changes.ts";
import type { ChannelStates } from "../channel-states.ts";
import type { ClinicFacts } from "../clinic-facts.ts";
import type { Conversations } from "../conversations.ts";
import type { DeskLinks } from "../desk-links.ts";
import type { FlowCheck } from "../flow-check/flow-check.ts";
import type { PublishedFlows } from "../published-flows.ts";
import type { System } from "../system/system.ts";
import type { Turns } from "../turns.ts";

/** What routes lean on. */
export interface Deps {
  readonly db: Database;
  readonly corsOrigins: readonly string[];
  readonly once: Once;
  readonly lockout: Lockout;
  readonly conversations: Conversations;
  readonly clinic: ClinicFacts;
  readonly channelStates: ChannelStates;
  /** The attendants' desk, where one is configured. */
  readonly deskUrl: string | undefined;
  readonly flows: PublishedFlows;
  readonly flowCheck: FlowCheck;
  readonly passwordJudge: PasswordJudge;
  readonly changes: Changes;
  readonly system: System;
  /** How people are told what is wrong. */
  readonly alerts: AlertOptions;
  readonly turns: Turns;
  readonly deskLinks: DeskLinks;
  /** A file of a patient by the message it came with; null: there is none. */
  readonly media: (message: string) => Promise<OpenedObject | null>;
  readonly metrics: ApiMetrics;
}
