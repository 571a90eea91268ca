import { z } from "zod";
import { FLOW_BYTES_MAX, FLOW_FILES_MAX, TRIAL_STEPS_MAX } from "../limits.ts";
import { Id, line, prose, Version } from "./common.ts";

const FileName = z
  .string()
  .max(80)
  .regex(
    /^(?:flow|catalogue|facts|(?:states|messages|words)\/[a-z0-9-]+)\.yaml$/,
    "um arquivo de fluxo, como states/menu.yaml",
  );
const FileText = z
  .string()
  .max(FLOW_BYTES_MAX)
  .regex(/^[^\0]*$/, "sem caracteres de controle")
  .overwrite((text) => text.toWellFormed());
export const Files = z
  .record(FileName, FileText)
  .refine((files) => Object.keys(files).length <= FLOW_FILES_MAX, `até ${FLOW_FILES_MAX} arquivos`)
  .meta({ id: "FlowFiles", description: "The YAML files of a flow, by their names, as in the repository" });
/** What the database holds; written by this API alone. */
export const StoredFiles = z.object({ files: z.record(z.string(), z.string()) });

const FlowProblem = z
  .object({ file: z.string(), line: z.int(), column: z.int(), rule: z.string(), message: z.string() })
  .meta({ id: "FlowProblem" });
export const FlowListed = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    createdAt: z.string(),
    draftUpdatedAt: z.string().nullable(),
    publishedNumber: z.int().nullable().describe("The newest version; null for a flow never published"),
  })
  .meta({ id: "Flow" });
export const FlowInput = z
  .object({
    slug: z
      .string()
      .max(60)
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "letras minúsculas, números e hífens"),
    name: line(120),
  })
  .meta({ id: "NewFlow" });
export const Draft = z
  .object({
    flowId: Id,
    files: z.record(z.string(), z.string()),
    baseNumber: z.int().nullable().describe("The version it was begun from"),
    updatedAt: z.string(),
    version: Version,
    problems: z.array(FlowProblem).describe("What keeps it from being published; empty when nothing does"),
  })
  .meta({ id: "FlowDraft" });
export const FlowVersion = z
  .object({
    number: z.int(),
    hash: z.string().describe("As turns name it, unless services of the staff made another of it"),
    note: z.string().nullable(),
    publishedAt: z.string(),
    publishedBy: z.string(),
  })
  .meta({ id: "FlowVersion" });
export const Note = prose(500).optional();

const TrialInput = z.union([
  z.object({ say: prose(4_000) }),
  z.object({ tap: line(128).describe("The id of a button or row") }),
  z.object({
    waitMinutes: z
      .int()
      .min(1)
      .max(60 * 24 * 8),
  }),
]);
export const Trial = z
  .object({
    steps: z.array(TrialInput).min(1).max(TRIAL_STEPS_MAX),
    at: z.iso.datetime({ offset: true }).max(40).optional().describe("When it begins; now when absent"),
  })
  .meta({ id: "FlowTrial" });
export const TrialAnswer = z
  .object({
    steps: z.array(
      z.object({
        answers: z.array(z.object({ rule: z.string(), shown: z.array(z.string()), commands: z.array(z.unknown()) })),
      }),
    ),
  })
  .meta({ id: "FlowTrialAnswer" });
export const FlowDiff = z
  .object({
    files: z.array(z.object({ file: z.string(), change: z.enum(["added", "removed", "changed"]), diff: z.string() })),
  })
  .meta({ id: "FlowDiff" });
