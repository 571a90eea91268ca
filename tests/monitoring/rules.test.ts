import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { ALERT_CASES, type AlertCase } from "./alerts.ts";
import { promtool } from "./promtool.ts";
import { alerts, alertsOf, ruleFiles } from "./rules.ts";

const byName = new Map(alerts.map((alert) => [alert.alert, alert]));

/** One case in the words of promtool: nothing before, the alert with all that it says, nothing after. */
function unitTest({ alert, what, series, quietAt, firesAt, clearsAt, labels = {} }: AlertCase) {
  const { labels: own, annotations } = byName.get(alert)!;
  const filled = (text: string) => text.replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => labels[name] ?? "?");
  const said = Object.fromEntries(Object.entries(annotations).map(([name, text]) => [name, filled(text)]));
  const at = (minute: number, expected: object[]) => ({
    ...{ eval_time: `${minute}m`, alertname: alert, exp_alerts: expected },
  });
  return {
    name: `${alert}: ${what}`,
    interval: "1m",
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [
      at(quietAt, []),
      at(firesAt, [{ exp_labels: { ...labels, ...own }, exp_annotations: said }]),
      at(clearsAt, []),
    ],
  };
}

test("every alert is tried, and no other", () => {
  expect(new Set(ALERT_CASES.map(({ alert }) => alert))).toEqual(new Set(byName.keys()));
});

// A file of rules at a time: each minute of a case evaluates all rules of its run.
test.each(ruleFiles)("%s: alerts come when they should, say what they should, and are gone again", async (file) => {
  await using folder = await temporaryDirectory();
  const path = join(folder.path, "alerts.yml");
  const own = alertsOf(file);
  const cases = ALERT_CASES.filter(({ alert }) => own.has(alert));
  // Hours are gone through in longer steps; their cases keep to them.
  const evaluation_interval = cases.some(({ clearsAt }) => clearsAt > 60) ? "5m" : "1m";
  await writeFile(path, stringify({ rule_files: [file], evaluation_interval, tests: cases.map(unitTest) }));
  expect(await promtool("test", "rules", path)).toBe("");
});

test("Prometheus takes the rules and its settings", async () => {
  expect(await promtool("check", "rules", "--lint-fatal", ...ruleFiles)).toBe("");
  expect(await promtool("check", "config", join(rootDirectory, "monitoring", "prometheus.yml"))).toBe("");
});

test("Prometheus takes its file, with the rules that it names", async () => {
  expect(await promtool("check", "config", join(rootDirectory, "monitoring/prometheus.yml"))).toBe("");
  // A control: it does look.
  expect(await promtool("check", "config", join(rootDirectory, "docker-compose.yml"))).toMatch(
    /not found in type config/,
  );
});
