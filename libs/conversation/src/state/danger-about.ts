/** What a danger is about, as far as what helps in it differs. */
type About = "body" | "mind" | "violence" | "missing" | "other";
const ABOUT: Readonly<Record<string, About>> = {
  ...{ overdose: "body", chest_pain: "body", breathing: "body", stroke: "body", other_emergency: "body" },
  ...{
    self_harm: "mind",
    psychosis: "mind",
    violence: "violence",
    child_danger: "violence",
    harm_to_others: "violence",
    missing_person: "missing",
  },
};
export const aboutOf = (kind: string): About => (Object.hasOwn(ABOUT, kind) ? ABOUT[kind]! : "other");
