import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { processMetrics } from "@acolhe/runtime";
import { temporaryDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { z } from "zod";
import { dashboardOf } from "../../monitoring/boards/board.ts";
import { BOARDS } from "../../monitoring/boards/boards.ts";
import { catalogue, seriesOf } from "../../monitoring/metrics/catalogue.ts";
import { promtool } from "./promtool.ts";
import { namesIn, rules } from "./rules.ts";

/*
 * The part of Grafana's model of dashboards (schema version 39) that ours use, written down from its documentation. No
 * Grafana has loaded them here.
 */
const Datasource = z.strictObject({ type: z.literal("prometheus"), uid: z.literal("$datasource") });
const gridPos = z
  .strictObject({ h: z.int().min(1), w: z.int().min(3).max(24), x: z.int().min(0), y: z.int().min(0) })
  .refine(({ w, x }) => x + w <= 24, "goes beyond the right edge");
const place = { id: z.int().positive(), title: z.string().min(1), gridPos };
const Step = z.strictObject({ color: z.enum(["green", "red"]), value: z.number().nullable() });
const figure = {
  ...place,
  datasource: Datasource,
  fieldConfig: z.strictObject({
    defaults: z.strictObject({
      unit: z.enum(["s", "short", "bytes", "percentunit", "reqps", "none"]),
      min: z.literal(0),
      thresholds: z.strictObject({ mode: z.literal("absolute"), steps: z.array(Step).min(1) }),
    }),
    overrides: z.array(z.never()),
  }),
  targets: z
    .array(
      z.strictObject({
        refId: z.string().regex(/^[A-Z]$/),
        datasource: Datasource,
        expr: z.string(),
        legendFormat: z.string(),
      }),
    )
    .min(1),
};
const Lines = z.strictObject({
  ...{ type: z.literal("timeseries"), ...figure },
  options: z.strictObject({
    legend: z.strictObject({ displayMode: z.literal("list"), placement: z.literal("bottom") }),
    tooltip: z.strictObject({ mode: z.literal("multi") }),
  }),
});
const Stat = z.strictObject({
  ...{ type: z.literal("stat"), ...figure },
  options: z.strictObject({
    reduceOptions: z.strictObject({ calcs: z.tuple([z.literal("lastNotNull")]) }),
    ...{ colorMode: z.literal("background"), graphMode: z.literal("area") },
  }),
});
const Dashboard = z.strictObject({
  ...{ uid: z.string().regex(/^[\w-]{1,40}$/), title: z.string(), tags: z.array(z.string()), version: z.int() },
  ...{ schemaVersion: z.literal(39), editable: z.boolean(), timezone: z.literal("browser"), refresh: z.string() },
  time: z.strictObject({ from: z.string(), to: z.string() }),
  panels: z.array(z.discriminatedUnion("type", [z.strictObject({ type: z.literal("row"), ...place }), Lines, Stat])),
  templating: z.strictObject({
    list: z.array(
      z.strictObject({ name: z.string(), type: z.literal("datasource"), query: z.string(), label: z.string() }),
    ),
  }),
  links: z.array(
    z.strictObject({
      ...{ type: z.literal("dashboards"), title: z.string(), tags: z.array(z.string()) },
      ...{ asDropdown: z.boolean(), keepTime: z.boolean() },
    }),
  ),
});

const own = (await processMetrics()).map(({ name, kind }) => ({ name, kind: kind as "gauge" }));
const known = new Set([...[...catalogue(), ...own].flatMap(seriesOf), ...rules.flatMap(({ record }) => record ?? [])]);
const expressions = BOARDS.flatMap(({ rows }) =>
  Object.values(rows).flatMap((figures) => figures.flatMap(({ queries }) => Object.values(queries))),
);

describe.each(BOARDS)("$uid", (board) => {
  test("is a dashboard, as far as ours use the model", () => {
    const dashboard = dashboardOf(board);
    expect(Dashboard.safeParse(dashboard).error).toBeUndefined();
    const ids = dashboard.panels.map((panel) => (panel as { id: number }).id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test.each([...new Set(expressions)])("%s asks for what there is", (expression) => {
  const names = namesIn(expression);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});

test("Prometheus can read every expression", async () => {
  const groups = [
    {
      name: "boards",
      rules: expressions.map((expr, at) => ({
        record: `board:${at}`,
        expr: expr.replaceAll("$__rate_interval", "5m"),
      })),
    },
  ];
  await using folder = await temporaryDirectory();
  const path = join(folder.path, "boards.yml");
  await writeFile(path, stringify({ groups }));
  expect(await promtool("check", "rules", path)).toBe("");
});
