/** Shows instants in a time zone: `29 Nov 13:08:59.120`. */
export function createClock(timeZone: string): { time(ms: number): string; short(ms: number): string } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "2-digit",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
  });
  const of = (ms: number) => new Map(parts.formatToParts(ms).map(({ type, value }) => [type, value]));
  const short = (ms: number) => {
    const at = of(ms);
    return `${at.get("hour")}:${at.get("minute")}:${at.get("second")}.${at.get("fractionalSecond")}`;
  };
  return {
    short,
    time(ms) {
      const at = of(ms);
      return `${at.get("day")} ${at.get("month")} ${short(ms).slice(0, 8)}`;
    },
  };
}
