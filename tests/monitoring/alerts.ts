/** When an alert has to come, and when it has to be gone again. Series are in the notation of promtool: a value a minute. */
export interface AlertCase {
  readonly alert: string;
  readonly what: string;
  readonly series: Readonly<Record<string, string>>;
  /** Minutes after the beginning. */
  readonly quietAt: number;
  readonly firesAt: number;
  readonly clearsAt: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A gauge that is well, is not for some minutes, and is again. */
const spell = (well: number, ill: number, minutes: number) => `${well}x2 ${ill}x${minutes - 1} ${well}x60`;
/** A counter that stands still, goes up once, and stands still again. */
const once = "0x7 1x60";
const ofSpell = { quietAt: 2, firesAt: 14, clearsAt: 20 };
const gauge = (
  alert: string,
  what: string,
  series: string,
  values: string,
  labels?: AlertCase["labels"],
): AlertCase => ({
  ...{ alert, what, series: { [series]: values } },
  ...ofSpell,
  ...(labels && { labels }),
});

export const ALERT_CASES: readonly AlertCase[] = [
  gauge("NumberDisconnected", "a number goes off line", 'channel_connected{channel="main"}', spell(1, 0, 13), {
    channel: "main",
  }),
  gauge("DangerWaiting", "a danger waits", "dangers_waiting_seconds", spell(0, 200, 13)),
  gauge("PatientWaiting", "a patient waits", "patients_waiting_open_seconds", spell(300, 1000, 13)),
  gauge("ConversationParked", "a conversation parks", "conversations_parked", spell(0, 1, 13)),
  {
    ...{ alert: "RepliesExpired", what: "one reply expires", quietAt: 5, firesAt: 10, clearsAt: 30 },
    series: {
      'send_outcomes_total{lane="reply",status="expired"}': once,
      'send_outcomes_total{lane="bulk",status="expired"}': "0+5x60",
    },
  },
  gauge("OutcomesUnknown", "an outcome stays unknown", 'send_held{channel="main"}', spell(0, 1, 13), {
    channel: "main",
  }),
  {
    ...{ alert: "ProviderErrors", what: "a fifth of the calls is refused", quietAt: 10, firesAt: 24, clearsAt: 40 },
    series: { 'send_errors_total{code="busy"}': "0x10 0+2x15 30x60", send_call_seconds_count: "0+10x80" },
  },
  {
    ...{ alert: "DeskErrors", what: "the desk refuses calls", quietAt: 5, firesAt: 24, clearsAt: 50 },
    ...{ series: { 'mirror_errors_total{code="401"}': "0x5 0+10x25 250x60" }, labels: { code: "401" } },
  },
  gauge("ServiceDown", "a scrape fails", 'up{job="acolhe",app="ingress"}', spell(1, 0, 13), {
    job: "acolhe",
    app: "ingress",
    process: "ingress",
  }),
  gauge("ServiceDown", "a service does not answer", 'process_ready{process="projector"}', spell(1, 0, 13), {
    process: "projector",
  }),
  gauge("ServerAway", "the broker is away", "broker_reachable", spell(1, 0, 13), { server: "NATS" }),
  gauge("ServerAway", "the database is away", "database_reachable", spell(1, 0, 13), { server: "PostgreSQL" }),
  gauge("ConsumerBehind", "the worker stands still", 'consumer_oldest_seconds{consumer="worker"}', spell(1, 90, 13), {
    consumer: "worker",
  }),
  gauge(
    "ConsumerBehind",
    "the desk is far behind",
    'consumer_oldest_seconds{consumer="mirror-turns"}',
    spell(90, 900, 13),
    { consumer: "mirror-turns" },
  ),
  gauge("CanaryLate", "two tries in a row fail", 'canary_failing{channel="main"}', spell(0, 1, 13), {
    channel: "main",
  }),
  gauge("SpoolWaiting", "the spool fills", 'spool_records{instance="i"}', spell(0, 4, 13), { instance: "i" }),
  gauge("SpoolUnknown", "the spool cannot be opened", 'spool_unknown{instance="i"}', spell(0, 1, 13), {
    instance: "i",
  }),
  gauge("DeadLetters", "a record cannot be read", "dead_letters", spell(0, 1, 13)),
  gauge("ReadSideBehind", "records pile up", 'acolhe_projector_lag_records{stream="TURNS"}', spell(9, 900, 13), {
    stream: "TURNS",
  }),
  gauge("ReadSideBehind", "rows come late", 'acolhe_projector_lag_seconds{stream="TURNS"}', spell(1, 90, 13), {
    stream: "TURNS",
  }),
  gauge(
    "ReadSideRefuses",
    "an older copy stands in",
    'acolhe_projector_other_stream{stream="TURNS"}',
    spell(0, 1, 13),
    { stream: "TURNS" },
  ),
  gauge("DiskNearlyFull", "the disk fills", 'spool_disk_free_ratio{instance="i"}', spell(0.5, 0.05, 13), {
    instance: "i",
  }),
  gauge(
    "EventLoopSlow",
    "a process is overloaded",
    'nodejs_eventloop_lag_p99_seconds{app="ingress",instance="i"}',
    spell(0.01, 0.5, 13),
    { app: "ingress", instance: "i" },
  ),
  gauge(
    "MemoryHigh",
    "a process grows",
    'process_resident_memory_bytes{app="ingress",instance="i"}',
    spell(2e8, 2e9, 13),
    { app: "ingress", instance: "i" },
  ),
  {
    ...{ alert: "RepliesLateFast", what: "a tenth is late", quietAt: 60, firesAt: 75, clearsAt: 90 },
    series: late("0+10x60 600+9x15 735+10x60"),
  },
  {
    ...{
      alert: "RepliesLateFast",
      what: "replies expire instead of being late",
      quietAt: 60,
      firesAt: 75,
      clearsAt: 90,
    },
    series: { ...late("0+10x150"), 'send_outcomes_total{lane="reply",status="expired"}': "0x60 0+1x15 15x60" },
  },
  {
    ...{
      alert: "RepliesLateFast",
      what: "Prometheus 3 writes the bound as 2.0",
      quietAt: 60,
      firesAt: 75,
      clearsAt: 90,
    },
    series: late("0+10x60 600+9x15 735+10x60", "2.0"),
  },
  {
    ...{
      alert: "RepliesLateSlow",
      what: "one in fifty is late, for an hour",
      quietAt: 60,
      firesAt: 120,
      clearsAt: 165,
    },
    series: late("0+100x60 6000+98x60 11880+100x60", "2", "0+100x180"),
  },
  {
    ...{ alert: "PromiseBroken", what: "an event out of order", quietAt: 5, firesAt: 10, clearsAt: 25 },
    ...{ series: { turn_overtaken_total: once }, labels: { promise: "ordem" } },
  },
  {
    ...{ alert: "PromiseBroken", what: "a message sent once more", quietAt: 5, firesAt: 10, clearsAt: 25 },
    ...{ series: { 'send_settled_total{as="sent-once-more"}': once, 'send_settled_total{as="sent"}': "0+1x60" } },
    labels: { promise: "uma vez só" },
  },
  {
    ...{ alert: "PromiseBroken", what: "a fact that could not be published", quietAt: 5, firesAt: 10, clearsAt: 25 },
    ...{ series: { spool_set_aside_total: once }, labels: { promise: "sem perda" } },
  },
];

/** Replies, and those handed over within two seconds. */
function late(inTime: string, bound = "2", all = "0+10x150"): Record<string, string> {
  return { reply_handover_seconds_count: all, [`reply_handover_seconds_bucket{le="${bound}"}`]: inTime };
}
