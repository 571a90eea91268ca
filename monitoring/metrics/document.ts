import { LABELS, processMetrics } from "@acolhe/runtime";
import { type Catalogued, catalogue, DECLARED } from "./catalogue.ts";

const HEAD = `# Metrics

Made from the code by \`npm run monitoring\`; do not edit by hand.

Each service answers \`/metrics\` in the text format of Prometheus. Every metric also has the label \`app\`, the service. No label
carries a phone number, a name or a text. A reply's time is counted from the webhook of the patient's last words, also where a
timer or a lookup answers them; the client library has no native histograms, so two seconds, the promise, is a bucket's bound.

What alerts follow from them is in [the rules](../monitoring/README.md), what to do then in the [runbooks](runbooks/README.md).
`;

/** The text of docs/metrics.md. */
export async function metricsDocument(): Promise<string> {
  const all = catalogue();
  const sections = Object.keys(DECLARED).map((service) => {
    const rows = all.filter(({ services }) => services.includes(service)).map(rowOf);
    return `## ${service}\n\n${table(["Metric", "Kind", "Unit", "Labels", "Signal", "Meaning", "Question"], rows)}\n`;
  });
  const labels = Object.entries(LABELS).map(([name, bound]) => [`\`${name}\``, bound]);
  const own = (await processMetrics()).map(({ name, kind, help }) => [`\`${name}\``, kind, help.replace(/\.$/, "")]);
  return [
    HEAD,
    ...sections,
    `## Each process\n\nWhat the client library measures of Node.js, in its own words.\n\n${table(["Metric", "Kind", "Meaning"], own)}\n`,
    `## Labels\n\n${table(["Label", "Values"], labels)}\n`,
  ].join("\n");
}

const rowOf = ({ name, kind, unit, labels, signal, help, asks }: Catalogued): string[] => [
  ...[`\`${name}\``, kind, unit, labels.map((label) => `\`${label}\``).join(", ")],
  ...[signal, help, asks],
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
