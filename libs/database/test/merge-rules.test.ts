import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RelationSaid, stricter } from "../src/index.ts";
import { PERSON_RULES, POINTING_RULES, RELATION_RULES } from "../src/people/merge-rules.ts";
import { type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

describe("every column and table has a rule for merges", () => {
  test.each([
    ["patients", PERSON_RULES.patients],
    ["guardians", PERSON_RULES.guardians],
    ["patient_guardians", RELATION_RULES],
  ])("%s", async (table, rules) => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table}`.execute(desk.db);
    const camel = rows.map(({ name }) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
    expect(camel.sort()).toEqual(Object.keys(rules).sort());
  });

  test("whatever points to a person", async () => {
    const { rows } = await sql<{ name: string }>`
      select format('%s.%s', source.relname, columns.attname) as name
      from pg_constraint fk join pg_class source on source.oid = fk.conrelid
        join pg_attribute columns on columns.attrelid = fk.conrelid and columns.attnum = any(fk.conkey)
      where fk.contype = 'f' and fk.confrelid in ('patients'::regclass, 'guardians'::regclass)`.execute(desk.db);
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(POINTING_RULES).sort());
  });
});

describe("of a relation that both records have the stricter word counts", () => {
  const said = (more: Partial<RelationSaid>): RelationSaid => ({
    ...{ relation: "mother", custody: "unknown", contactPreference: "allowed" },
    ...more,
  });
  const CUSTODY = [
    ["none", "sole", "none"],
    ["none", "shared", "none"],
    ["none", "unknown", "none"],
    ["shared", "sole", "shared"],
    ["unknown", "shared", "shared"],
    ["unknown", "sole", "sole"],
    ["unknown", "unknown", "unknown"],
  ] as const;
  const PREFERENCE = [
    ["never", "preferred", "never"],
    ["never", "allowed", "never"],
    ["never", "emergency-only", "never"],
    ["emergency-only", "preferred", "emergency-only"],
    ["emergency-only", "allowed", "emergency-only"],
    ["preferred", "allowed", "preferred"],
    ["allowed", "allowed", "allowed"],
  ] as const;

  test.each(CUSTODY)("custody %s and %s: %s, whichever is kept", (a, b, custody) => {
    expect(stricter(said({ custody: a }), said({ custody: b }), false)).toEqual(said({ custody }));
    expect(stricter(said({ custody: b }), said({ custody: a }), false)).toEqual(said({ custody }));
  });

  test.each(PREFERENCE)("contact %s and %s: %s, whichever is kept", (a, b, contactPreference) => {
    const [one, other] = [said({ contactPreference: a }), said({ contactPreference: b })];
    expect(stricter(one, other, false)).toEqual(said({ contactPreference }));
    expect(stricter(other, one, false)).toEqual(said({ contactPreference }));
  });

  test("a patient has one preferred guardian", () => {
    const preferred = said({ contactPreference: "preferred" });
    expect(stricter(said({}), preferred, true)).toEqual(said({}));
  });

  test.each([
    ["mother", "other", "mother"],
    ["other", "stepparent", "stepparent"],
    ["mother", "stepparent", "mother"],
  ] as const)("a relation that says more is not lost: %s and %s are %s", (kept, other, relation) => {
    expect(stricter(said({ relation: kept }), said({ relation: other }), false)).toEqual(said({ relation }));
  });
});
