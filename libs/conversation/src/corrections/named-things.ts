import type { Flow } from "../flow/compile.ts";
import type { Named } from "./mentions.ts";

/** The collection of the catalogue whose things a slot keeps. */
export const COLLECTIONS = [
  ["service", "services"],
  ["modality", "modalities"],
  ["insurance", "insurances"],
] as const;
const MORE_NAMES: Readonly<Record<string, readonly string[]>> = {
  private:
    "pago yo|pago eu|eu pago|eu mesmo pago|eu mesma pago|pagar do bolso|do meu bolso|no insurance|pay myself|pay ourselves|i ll pay|we ll pay|pagamos nosotros|a gente paga|paying myself|no tengo seguro|sin plan|nao tenho plano|nao tenho convenio|nao tenho mais plano|nao tenho mais convenio".split(
      "|",
    ),
};

/** The things of a slot, by what they are called; none where it keeps no thing of the catalogue. */
export const namesOf = (flow: Flow, slot: string): readonly Named[] =>
  COLLECTIONS.filter(([of]) => of === slot).flatMap(([, collection]) =>
    flow.things(collection).map(({ id, names }) => ({ value: id, names: [...names, ...(MORE_NAMES[id] ?? [])] })),
  );
