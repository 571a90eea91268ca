import { hasPatientWritten, listChannels, readSetting } from "@acolhe/database";
import { callServer } from "@acolhe/runtime/outside";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { clinicNameOf } from "../clinic.ts";
import { addRoute } from "../http/route.ts";
import { DESK_ANSWER_MS_MAX } from "../limits.ts";
import { SETUP_REASONS, SETUP_STATES, SETUP_STEPS, type SetupFacts, setupSteps } from "../setup.ts";
import type { Deps } from "./deps.ts";

const Step = z
  .object({
    step: z.enum(SETUP_STEPS),
    channel: z.string().nullable().describe("The number it is about"),
    state: z.enum(SETUP_STATES).describe("`unknown`: this server cannot tell"),
    reason: z.enum(SETUP_REASONS).nullable().describe("Why it is not done"),
    isOptional: z.boolean().describe("The clinic works without it"),
    complaints: z.array(z.string()).describe("What has to be mended at the gateway"),
  })
  .meta({ id: "SetupStep" });

/** What a new clinic still has to do, looked at anew each time. */
export function addSetupRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, channelStates, deskUrl } = deps;

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/setup",
    id: "setup",
    summary: "The steps of a first run, and how far each is now",
    tag: "Início",
    answer: z
      .object({ isDone: z.boolean().describe("All that is not optional"), steps: z.array(Step) })
      .meta({ id: "Setup" }),
    async handle({ account: { mustChangePassword } }) {
      const [clinicName, hours, numbers, desk, written] = await Promise.all([
        clinicNameOf(db),
        readSetting(db, "business-hours"),
        listChannels(db),
        askDesk(deskUrl),
        hasPatientWritten(db),
      ]);
      const steps = setupSteps({
        mustChangePassword,
        clinicName,
        hasBusinessHours: hours !== undefined,
        channels: numbers.map(({ id }) => ({
          id,
          state: channelStates.of(id).state,
          check: channelStates.checkOf(id),
        })),
        desk,
        hasPatientWritten: written,
      });
      return {
        isDone: steps.every(({ state, isOptional }) => isOptional || state === "done"),
        steps: steps.map((step) => ({ ...step, complaints: [...step.complaints] })),
      };
    },
  });
}

/** Whether anything answers at the desk's address. Whether it takes our token only the mirror knows. */
async function askDesk(url: string | undefined): Promise<SetupFacts["desk"]> {
  if (url === undefined) return "none";
  try {
    const signal = AbortSignal.timeout(DESK_ANSWER_MS_MAX);
    const { status } = await callServer(url, { method: "GET", bytesMax: 0, signal });
    return status < 500 ? "answers" : "silent";
  } catch {
    return "silent";
  }
}
