import { LIST_ROW_TITLE_LENGTH_MAX, type PatientCard } from "@acolhe/events";
import { type Choice, madeChoice } from "../flow/choice.ts";
import type { OptionsFrom } from "../flow/route-schema.ts";
import { shortHash } from "../state/loop-guard.ts";
import type { Draft } from "../turn/draft.ts";
import { appointmentTime } from "../words/appointment-time.ts";
import { holds } from "./guard.ts";

/** The options a state offers now, in the order shown. */
export function choicesOf(draft: Draft, step: string): readonly Choice[] {
  const { flow, state, facts } = draft;
  const fixed = flow.choices(step, state.language);
  const from = flow.state(step)?.from;
  const known = from && typeof from.source === "string" && facts.patient ? fromCard(draft, from, facts.patient) : [];
  const all = known.length > 0 ? [...known, ...fixed] : fixed;
  return all.some(({ when }) => when) ? all.filter(({ when }) => holds(draft, when)) : all;
}

/**
 * Stands for what is offered now of the contact's appointments, hours included; undefined where none are. By it an answer
 * shows whether they are still what the patient saw.
 */
export function shownNow(draft: Draft, step: string): string | undefined {
  const from = draft.flow.state(step)?.from;
  if (from?.source !== "appointments" || !draft.facts.patient) return undefined;
  const shown = choicesOf(draft, step).filter(({ route }) => route === from.into);
  return shortHash(shown.map(({ id, label }) => `${id} ${label}`).join("\n"));
}

function fromCard(draft: Draft, from: OptionsFrom, { patients }: PatientCard): Choice[] {
  if (from.source === "patients") {
    return patients.map(({ id, name }) => ({
      ...madeChoice(from, id, short(name), "", [name, name.split(" ")[0]!]),
      set: { ...from.set, [from.into]: id, [`${from.into}_name`]: name },
    }));
  }
  return patients.flatMap(({ name, appointment }) => {
    if (!appointment) return [];
    const { id, at, service, professional } = appointment;
    const when = appointmentTime(
      at,
      draft.facts.hours?.timeZone ?? draft.flow.head.hours.timeZone,
      draft.state.language,
    );
    const names = [when, name, name.split(" ")[0]!, service];
    const of = (field: string) => `${from.into}_${field}`;
    return {
      ...madeChoice(from, id, when, `${service} · ${name}`, names),
      set: {
        ...from.set,
        ...{ [from.into]: id, [of("name")]: service, [of("when")]: when, [of("patient")]: name.split(" ")[0]! },
        ...(professional === undefined ? {} : { [of("with")]: professional }),
      },
    };
  });
}

const short = (name: string) => name.slice(0, LIST_ROW_TITLE_LENGTH_MAX).toWellFormed().trim();
