import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from "prom-client";
import type { LabelName } from "./labels.ts";

/** What a metric tells of its service: one of the four golden signals, or how something stands. */
type Signal = "traffic" | "latency" | "errors" | "saturation" | "state";

/** A metric in words; the list in docs/metrics.md is made of it. */
interface About {
  /** What is counted or measured, without a full stop. */
  readonly help: string;
  /** The question of an operator that it answers. */
  readonly asks: string;
  readonly signal: Signal;
  readonly labels?: readonly LabelName[];
  /** Of a histogram: measured exactly where metrics are exported, not only by the bounds of its buckets. */
  readonly native?: boolean;
}

/** Of a gauge, what its number counts. Seconds, bytes and ratios are also the end of its name. */
type GaugeUnit = "seconds" | "bytes" | "ratio" | "count" | "0 or 1";
interface AboutGauge extends About {
  readonly unit: GaugeUnit;
  /** Brings the value up to date when it is looked at; what it throws leaves the last value. */
  readonly collect?: (gauge: Gauge<string>) => Promise<void> | void;
}

export interface Described extends Omit<About, "labels" | "native"> {
  readonly name: string;
  readonly kind: "counter" | "gauge" | "histogram";
  readonly unit: GaugeUnit;
  readonly labels: readonly LabelName[];
  readonly native: boolean;
}

/** Prometheus metrics of one process. Labels never carry phones, names or text. */
export interface Metrics {
  counter(name: string, about: About): Counter<string>;
  gauge(name: string, about: AboutGauge): Gauge<string>;
  /** Buckets in seconds, from 1 ms to 60 s, closest around the two seconds in which a reply is promised. */
  seconds(name: string, about: About): Histogram<string>;
  text(): Promise<string>;
  /** What was declared so far, in that order; without what the runtime itself measures. */
  described(): readonly Described[];
}

type ObserveToo = (metric: Described, seconds: number, labels: Readonly<Record<string, string | number>>) => void;
let observed: ObserveToo | undefined;

/** From now on the observations of exactly measured metrics are handed over, too; `undefined` ends that. */
export function observeToo(observe: ObserveToo | undefined): void {
  observed = observe;
}

const readers: (() => Promise<MetricObjectWithValues<MetricValue<string>>[]>)[] = [];

/** All metrics of this process as they are now, but for those that are handed over. */
export const readMetrics = async () => (await Promise.all(readers.map((read) => read()))).flat();

/** The client has no native histograms; two seconds, the promise, is a bound of its own. */
const BOUNDS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5, 7.5, 10, 30, 60];

export function createMetrics(app: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const list: Described[] = [];
  readers.push(async () => {
    const exact = new Set(list.filter(({ native }) => native).map(({ name }) => name));
    return (await registry.getMetricsAsJSON()).filter(({ name }) => !exact.has(name));
  });
  function declare(name: string, kind: Described["kind"], unit: GaugeUnit, about: About) {
    const { help, asks, signal, labels = [], native = false } = about;
    list.push({ name, kind, unit, help, asks, signal, labels, native });
    return { name, help, labelNames: [...labels], registers };
  }
  return {
    counter: (name, about) => new Counter(declare(name, "counter", "count", about)),
    gauge(name, about) {
      const { collect } = about;
      const declared = declare(name, "gauge", about.unit, about);
      if (!collect) return new Gauge(declared);
      return new Gauge({
        ...declared,
        async collect() {
          // One reading that fails must not take all the others of the process with it.
          await Promise.resolve(collect(this)).catch(() => undefined);
        },
      });
    },
    seconds(name, about) {
      const histogram = new Histogram({ ...declare(name, "histogram", "seconds", about), buckets: BOUNDS_S });
      if (about.native) handOver(histogram, list.at(-1)!);
      return histogram;
    },
    text: () => registry.metrics(),
    described: () => list,
  };
}

/** What is observed without labels: only such histograms are handed over. */
function handOver(histogram: Histogram<string>, described: Described): void {
  const observe = histogram.observe.bind(histogram) as (value: number) => void;
  histogram.observe = (value: unknown) => {
    observe(value as number);
    observed?.(described, value as number, {});
  };
}

/** What each process tells of itself, its memory, its event loop and its collector, by the client's own words. */
export async function processMetrics(): Promise<readonly { name: string; kind: string; help: string }[]> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const all = await registry.getMetricsAsJSON();
  return all.map(({ name, type, help }) => ({ name, kind: String(type), help }));
}
