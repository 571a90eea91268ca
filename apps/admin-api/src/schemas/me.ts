import { z } from "zod";
import { CHOICES_MAX } from "../limits.ts";
import { Id, Language, line, Role, stamps } from "./common.ts";

const visible = z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u, "sem caracteres de controle");

export const Preferences = z
  .object({
    language: Language,
    theme: z.enum(["light", "dark", "system"]),
    sound: z.boolean(),
    notifications: z.boolean().describe("Of the desktop, about what is new"),
    choices: z
      .record(visible.min(1).max(60), z.union([visible.max(200), z.number(), z.boolean()]))
      .refine((choices) => Object.keys(choices).length <= CHOICES_MAX, `até ${CHOICES_MAX} escolhas`)
      .describe("Small choices of the panel, by names of its own"),
  })
  .meta({ id: "Preferences" });
export const PREFERENCES_DEFAULT = {
  language: "pt",
  theme: "system",
  sound: false,
  notifications: false,
  choices: {},
} as const satisfies z.output<typeof Preferences>;

export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    mustChangePassword: z.boolean(),
    permissions: z.array(z.string()).describe("Ids of the operations this role may call, in the order of the alphabet"),
    clinic: z.object({
      name: z.string().nullable().describe("Null until it was set"),
      timeZone: z.string().describe("The clinic's days and hours are counted in it"),
    }),
    preferences: Preferences,
    changesFrom: z
      .string()
      .describe("`Last-Event-ID` for the stream of changes: nothing that changes after this answer is missed"),
  })
  .meta({ id: "Me" });

const view = {
  name: line(60),
  query: visible.max(2000).describe("Filters, order and columns, as the page's address holds them, without `?`"),
  position: z.int().min(0).max(1000).describe("Its place among the page's views"),
};
export const ViewInput = z
  .object({
    page: z
      .string()
      .max(40)
      .regex(/^[a-z]+(?:-[a-z]+)*$/, "letras minúsculas e hífens"),
    ...view,
  })
  .meta({ id: "NewView" });
export const ViewPatch = z.object(view).partial().meta({ id: "ViewPatch" });
export const View = z
  .object({ id: Id, page: z.string(), name: z.string(), query: z.string(), position: z.int(), ...stamps })
  .meta({ id: "View" });
