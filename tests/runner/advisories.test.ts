import { expect, test } from "vitest";
import { Allowed, verdictOf } from "../../scripts/advisories.ts";

const TODAY = "2026-11-29";
const ID = "GHSA-aaaa-bbbb-cccc";
const why = "only the development server is concerned, which no other machine reaches";
const report = (...severities: string[]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      above: { via: ["left-pad"] },
      "left-pad": {
        via: severities.map((severity) => ({
          ...{ name: "left-pad", title: "pads wrongly", severity },
          url: `https://example.org/advisories/${ID}`,
        })),
      },
    },
  });
const allowed = (until: string): Allowed => [{ id: ID, until, why }];

test.each<[string, string, Allowed, boolean, RegExp]>([
  ["nothing was found", report(), [], false, /^no serious advisory/],
  ["something small was found", report("low", "moderate"), [], false, /^no serious advisory/],
  ["something high was found", report("high"), [], true, /^high: left-pad: pads wrongly \(GHSA-aaaa-bbbb-cccc\)$/],
  ["something critical was found", report("critical"), [], true, /^critical/],
  ["it is allowed until tomorrow", report("high"), allowed("2026-11-30"), false, /^no serious advisory/],
  ["its exception ran out today", report("high"), allowed(TODAY), true, /its exception has run out$/],
  ["an exception is for nothing", report(), allowed("2026-11-30"), false, /take its exception out$/],
  [
    "the service is not there",
    '{"message":"405 Method Not Allowed","statusCode":405,"error":{"summary":""}}',
    [],
    false,
    /NOT checked/,
  ],
  ["the name is not known", '{"error":{"code":"ENOTFOUND","summary":"x"}}', [], false, /ENOTFOUND.*NOT checked/],
  ["the answer took too long", '{"message":"request failed, reason: ETIMEDOUT"}', [], false, /NOT checked/],
  [
    "there is no lock file",
    '{"error":{"code":"ENOLOCK","summary":"no lock file"}}',
    [],
    true,
    /^the audit failed: no lock file/,
  ],
  [
    "we were refused for what we said",
    '{"message":"400 Bad Request","statusCode":400}',
    [],
    true,
    /^the audit failed: 400/,
  ],
  ["the answer is no JSON", "oops", [], true, /no answer that can be read/],
  ["there was no answer", "", [], true, /no answer that can be read/],
])("when %s", (_name, output, exceptions, isFailure, line) => {
  const verdict = verdictOf(output, exceptions, TODAY);
  expect(verdict.isFailure).toBe(isFailure);
  expect(verdict.lines).toEqual([expect.stringMatching(line)]);
});

test("an exception says why and until when", () => {
  expect(Allowed.safeParse([{ id: ID, until: TODAY, why }]).success).toBe(true);
  for (const part of [{ why: "later" }, { until: "soon" }, { id: "left-pad" }])
    expect(Allowed.safeParse([{ id: ID, until: TODAY, why, ...part }]).success).toBe(false);
});
