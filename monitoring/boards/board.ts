/** The unit in Grafana's words. */
type Unit = "s" | "short" | "bytes" | "percentunit" | "reqps" | "none";

export interface Figure {
  readonly title: string;
  readonly unit: Unit;
  /** Legend → expression. */
  readonly queries: Readonly<Record<string, string>>;
  /** One number instead of lines: red from here on, or, where it is `below`, up to here. */
  readonly stat?: { readonly red: number; readonly below?: true };
}
export interface Board {
  readonly uid: string;
  readonly title: string;
  /** Rows of figures under a heading, from top to bottom. */
  readonly rows: Readonly<Record<string, readonly Figure[]>>;
}

const WIDTH = 24;
const HEIGHT = { row: 1, stat: 4, lines: 8 } as const;
const DATASOURCE = { type: "prometheus", uid: "$datasource" } as const;

/** A board as Grafana imports it. */
export function dashboardOf({ uid, title, rows }: Board) {
  const panels: object[] = [];
  let y = 0;
  for (const [heading, figures] of Object.entries(rows)) {
    panels.push({ id: panels.length + 1, type: "row", title: heading, gridPos: { h: HEIGHT.row, w: WIDTH, x: 0, y } });
    y += HEIGHT.row;
    const h = figures.every(({ stat }) => stat) ? HEIGHT.stat : HEIGHT.lines;
    const w = Math.floor(WIDTH / figures.length);
    for (const [at, figure] of figures.entries())
      panels.push(panelOf(figure, { id: panels.length + 1, gridPos: { h, w, x: at * w, y } }));
    y += h;
  }
  return {
    ...{ uid: `acolhe-${uid}`, title: `Acolhe · ${title}`, tags: ["acolhe"], schemaVersion: 39, version: 1 },
    ...{ editable: true, timezone: "browser", refresh: "30s", time: { from: "now-6h", to: "now" }, panels },
    templating: { list: [{ name: "datasource", type: "datasource", query: "prometheus", label: "Prometheus" }] },
    links: [{ type: "dashboards", title: "Acolhe", tags: ["acolhe"], asDropdown: true, keepTime: true }],
  };
}

function panelOf({ title, unit, queries, stat }: Figure, place: object) {
  const steps = stat?.below
    ? [
        { color: "red", value: null },
        { color: "green", value: stat.red },
      ]
    : [{ color: "green", value: null }, ...(stat ? [{ color: "red", value: stat.red }] : [])];
  return {
    ...place,
    ...{ type: stat ? "stat" : "timeseries", title, datasource: DATASOURCE },
    fieldConfig: { defaults: { unit, min: 0, thresholds: { mode: "absolute", steps } }, overrides: [] },
    options: stat
      ? { reduceOptions: { calcs: ["lastNotNull"] }, colorMode: "background", graphMode: "area" }
      : { legend: { displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi" } },
    targets: Object.entries(queries).map(([legendFormat, expr], at) => ({
      ...{ refId: String.fromCharCode(65 + at), datasource: DATASOURCE, expr, legendFormat },
    })),
  };
}

/** The time that a share of a histogram's observations stays below. */
export const quantile = (share: number, metric: string, by = ""): string =>
  `histogram_quantile(${share}, sum by (${["le", by].filter(Boolean).join(", ")}) (rate(${metric}_bucket[$__rate_interval])))`;

/** How often a second, by a label. */
export const rate = (counter: string, by = ""): string =>
  by === "" ? `sum(rate(${counter}[$__rate_interval]))` : `sum by (${by}) (rate(${counter}[$__rate_interval]))`;
