import { loadSettings } from "@acolhe/runtime";
import type { Command } from "commander";
import { type Tools, UsageError } from "../command.ts";

interface Options {
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly resume?: boolean;
  readonly certificate?: boolean;
}

const PERSON = "id of a patient, guardian or contact, or a contact's key";

/** What is kept of people, how long, and its end everywhere. */
export function addPrivacy(program: Command, tools: Tools): void {
  program
    .command("access")
    .description("everything about a person, as one file; recorded in the audit")
    .argument("<id>", PERSON)
    .action((id: string) => run(tools, "access", id, {}));
  program
    .command("retention")
    .description("delete what is too old now; the projector does so by itself every day")
    .option("--dry-run", "say what each rule would delete, and the oldest record, and delete nothing")
    .action(({ dryRun = false }: { readonly dryRun?: boolean }) => retention(tools, dryRun));
  program
    .command("erase")
    .description("erase a person from every store, and print the certificate")
    .argument("[id]", `${PERSON}; with --resume or --certificate, an erasure's id`)
    .option("--reason <words>", "why, for the certificate")
    .option("--dry-run", "say what would be erased, and erase nothing")
    .option("--resume", "go on with what was broken off")
    .option("--certificate", "print a certificate again")
    .action((id: string | undefined, options: Options) => run(tools, "erase", id, options));
}

const retention = async (tools: Tools, isDryRun: boolean) =>
  (await import("../retention/run-retention.ts")).runRetention(tools, isDryRun);

async function run(
  { withBus, output }: Tools,
  verb: "access" | "erase",
  id: string | undefined,
  { reason, dryRun = false, resume = false, certificate = false }: Options,
): Promise<void> {
  if (verb === "erase" && id === undefined && !resume) throw new UsageError("say who: ops erase ID");
  await withBus(async (bus, { DATABASE_URL, REDIS_URL }) => {
    const { accessVerb, eraseVerb, withStores } = await import("../erase-and-access.ts");
    const given = loadSettings();
    const settings = {
      ...given,
      DATABASE_URL: DATABASE_URL ?? given.DATABASE_URL,
      REDIS_URL: REDIS_URL ?? given.REDIS_URL,
    };
    const args = { id, reason, dryRun, resume, certificate, json: output.isJson };
    process.exitCode = await withStores(bus, settings, (deps) =>
      verb === "erase" ? eraseVerb(deps, args, output.write) : accessVerb(deps.db, args, output.write),
    );
  });
}
