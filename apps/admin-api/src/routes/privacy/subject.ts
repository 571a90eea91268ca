import { z } from "zod";
import { Id, TypedContactKey } from "../../schemas/common.ts";

/** Whom a request is about: a record, or a contact who has none. */
export const Subject = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.enum(["patient", "guardian"]), id: Id }),
    z.object({ kind: z.literal("contact"), contact: TypedContactKey }),
  ])
  .meta({ id: "PrivacySubject" });

export const subjectKey = (subject: z.output<typeof Subject>): string =>
  subject.kind === "contact" ? subject.contact : subject.id;
