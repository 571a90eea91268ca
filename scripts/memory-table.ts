/** A process as the system tells of it. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly pssKib: number;
  readonly command: readonly string[];
}

/** Memory by name, the largest first, of a process and all that it started, and the sum. */
export function memoryTable(all: readonly Process[], root: number): string {
  const sums = new Map<string, number>();
  for (const one of all) if (isUnder(one, root, all)) sums.set(nameOf(one), (sums.get(nameOf(one)) ?? 0) + one.pssKib);
  const rows = [...sums].sort((a, b) => b[1] - a[1]);
  const whole = rows.reduce((sum, [, pssKib]) => sum + pssKib, 0);
  const line = (name: string, pssKib: number) => `${name.padEnd(24)}${(pssKib / 1024).toFixed(1).padStart(8)} MiB`;
  return [...rows.map(([name, pssKib]) => line(name, pssKib)), line("all together, PSS", whole)].join("\n");
}

function isUnder(one: Process, root: number, all: readonly Process[]): boolean {
  for (let at: Process | undefined = one; at; at = all.find(({ pid }) => pid === at?.parent))
    if (at.pid === root) return true;
  return false;
}

/** `apps/<name>` of an app, else the program, without what servers write behind it of themselves. */
function nameOf({ command }: Process): string {
  const app = command.map((part) => /(?:^|\/)apps\/([\w-]+)\/src\/main\.ts$/.exec(part)?.[1]).find(Boolean);
  const script = command.map((part) => /(?:^|\/)([\w-]+)\.ts$/.exec(part)?.[1]).find(Boolean);
  return app ?? script ?? (command[0] ?? "").split("/").at(-1)!.split(/[: ]/)[0]!;
}
