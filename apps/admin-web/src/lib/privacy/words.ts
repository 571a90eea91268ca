import { phone } from "#lib/format/text.ts";
import { m } from "#lib/paraglide/messages.js";
import { paths } from "#lib/paths.ts";
import type { Erasure } from "./erasures.ts";

type State = Erasure["state"];
interface Look {
  readonly label: () => string;
  readonly tone: "neutral" | "ok" | "warn" | "info";
}
export const LOOKS: Readonly<Record<State, Look>> = {
  requested: { label: m.privacy_state_requested, tone: "warn" },
  approved: { label: m.privacy_state_approved, tone: "info" },
  running: { label: m.privacy_state_running, tone: "info" },
  done: { label: m.privacy_state_done, tone: "ok" },
  refused: { label: m.privacy_state_refused, tone: "neutral" },
};
export const isState = (text: string): text is State => Object.hasOwn(LOOKS, text);
export const stateOptions = () =>
  (Object.keys(LOOKS) as State[]).map((value) => ({ value, label: LOOKS[value].label() }));

export const KINDS: Readonly<Record<Erasure["kind"], () => string>> = {
  patient: m.privacy_kind_patient,
  guardian: m.privacy_kind_guardian,
  contact: m.privacy_kind_contact,
};

type StepName = NonNullable<Erasure["step"]>;
/** In the order in which they are made. */
const STEPS: Readonly<Record<StepName, () => string>> = {
  plan: m.privacy_step_plan,
  records: m.privacy_step_records,
  streams: m.privacy_step_streams,
  "read-side": m.privacy_step_read_side,
  files: m.privacy_step_files,
  buckets: m.privacy_step_buckets,
  desk: m.privacy_step_desk,
  cache: m.privacy_step_cache,
  markers: m.privacy_step_markers,
  verify: m.privacy_step_verify,
};

interface Step {
  readonly name: string;
  readonly label: string;
  readonly state: "done" | "now" | "failed" | "open";
}

/** Each step and whether it was made. What failed is made again by itself. */
export function stepsOf({ state, step, problem }: Pick<Erasure, "state" | "step" | "problem">): readonly Step[] {
  const names = Object.keys(STEPS) as StepName[];
  const at = state === "done" ? names.length : step === null ? -1 : names.indexOf(step);
  const now = problem === null ? "now" : "failed";
  return names.map((name, index) => ({
    name,
    label: STEPS[name](),
    state: index < at ? "done" : index === at ? now : "open",
  }));
}

/** The certificate's Markdown, as far as it has any. */
export const linesOf = (page: string) =>
  page
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({
      isHeading: /^#+ /.test(line),
      isItem: line.startsWith("- "),
      text: line.replace(/^#+ /, "").replace(/^- /, "• "),
    }));

/** Whom it is about, as far as the request still says so. */
export function subjectText({ kind, subject }: Pick<Erasure, "kind" | "subject">): string {
  if (subject === null) return m.privacy_subject_gone();
  return kind === "contact" ? phone(subject) : KINDS[kind]();
}
export function subjectPath({ kind, subject }: Pick<Erasure, "kind" | "subject">): string | undefined {
  if (subject === null || kind === "contact") return undefined;
  return kind === "patient" ? paths.patient(subject) : paths.guardian(subject);
}
