import { LABELS, otelName, processMetrics } from "@acolhe/runtime";
import { type Catalogued, catalogue, DECLARED } from "./catalogue.ts";

const HEAD = `# Metrics

Made from the code by \`npm run monitoring\`; do not edit by hand.

Each service answers \`/metrics\` in the text format of Prometheus. Every metric also has the label \`app\`, the service. No label
carries a phone number, a name or a text. A reply's time is counted from the webhook of the patient's last words, also where a
timer or a lookup answers them; two seconds, the promise, is a bucket's bound.

With \`OTEL_METRICS_EXPORTER=otlp\` the same metrics are also sent to the collector of \`OTEL_EXPORTER_OTLP_ENDPOINT\`, read from the same
registry, so both say the same. Their names there are those of the semantic conventions of HTTP, messaging and processes where these have one, else
ours without their ending, below \`acolhe.\`; the service is the resource's \`service.name\`. Prometheus' client for Node.js has no native histograms yet
([its proposal](https://github.com/prometheus/client_js/pull/856) is open), so \`reply_seconds\` and \`reply_handover_seconds\` are exact there alone: as exponential histograms,
which Prometheus stores as native ones.

What alerts follow from them is in [the rules](../monitoring/README.md), what to do then in the [runbooks](runbooks/README.md).
`;

/** The text of docs/metrics.md. */
export async function metricsDocument(): Promise<string> {
  const all = catalogue();
  const sections = Object.keys(DECLARED).map((service) => {
    const rows = all.filter(({ services }) => services.includes(service)).map(rowOf);
    return `## ${service}\n\n${table(["Metric", "OpenTelemetry", "Kind", "Unit", "Labels", "Signal", "Meaning", "Question"], rows)}\n`;
  });
  const labels = Object.entries(LABELS).map(([name, bound]) => [`\`${name}\``, bound]);
  const own = (await processMetrics()).map(({ name, kind, help }) => [
    ...[`\`${name}\``, `\`${otelName(name)}\``, kind, help.replace(/\.$/, "")],
  ]);
  return [
    HEAD,
    ...sections,
    `## Each process\n\nWhat the client library measures of Node.js, in its own words.\n\n${table(["Metric", "OpenTelemetry", "Kind", "Meaning"], own)}\n`,
    `## Labels\n\n${table(["Label", "Values"], labels)}\n`,
  ].join("\n");
}

const rowOf = ({ name, kind, unit, labels, signal, help, asks }: Catalogued): string[] => [
  ...[`\`${name}\``, `\`${otelName(name)}\``, kind, unit, labels.map((label) => `\`${label}\``).join(", ")],
  ...[signal, help, asks],
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
