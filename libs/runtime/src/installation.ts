import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";

/** Where the parts of one installation are reached. `npm start` writes it, and the operators' commands read it. */
export const Installation = z.object({
  NATS_URL: z.string().min(1),
  DATABASE_URL: z.string().min(1).optional(),
  REDIS_URL: z.string().min(1).optional(),
  /** The process that started it, where one did: what it wrote means nothing once it has ended. */
  pid: z.int().positive().optional(),
  /** The HTTP address of each app, by name: health and metrics. */
  apps: z.record(z.string(), z.string()).default({}),
});
export type Installation = z.infer<typeof Installation>;

/** What the machine says to a command of the operators. */
export interface OperatorEnvironment {
  readonly NATS_URL?: string | undefined;
  readonly DATABASE_URL?: string | undefined;
  readonly REDIS_URL?: string | undefined;
  readonly HOME?: string | undefined;
  readonly XDG_CONFIG_HOME?: string | undefined;
  readonly LC_ALL?: string | undefined;
  readonly LC_MESSAGES?: string | undefined;
  readonly LANG?: string | undefined;
  /** Where a local start keeps everything. */
  readonly ACOLHE_LOCAL?: string | undefined;
  readonly SUDO_USER?: string | undefined;
}

/** Unlike `loadSettings`, without defaults: it matters whether an address was named. */
export const operatorEnvironment = (): OperatorEnvironment => process.env;

/** The file beside the data of a local start. */
export const installationFile = (dataDirectory: string): string => join(dataDirectory, "installation.json");

/** Addresses carry passwords, so no other user of the machine may read it. */
export async function writeInstallation(path: string, installation: Installation): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(installation, null, 2)}\n`, { mode: 0o600 });
  // The mode above counts for a new file only.
  await chmod(path, 0o600);
}

export const removeInstallation = (path: string): Promise<void> => rm(path, { force: true });

/**
 * What a file says, or null where there is none.
 *
 * @throws Error in words, when it is no such file
 */
export async function readInstallation(path: string): Promise<Installation | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const read = z
    .string()
    .transform((json, context) => {
      try {
        return JSON.parse(json) as unknown;
      } catch {
        context.addIssue("is no JSON");
        return z.NEVER;
      }
    })
    .pipe(Installation)
    .safeParse(text);
  if (read.success) return read.data;
  throw new Error(`${path} does not say where an installation is:\n${z.prettifyError(read.error)}`);
}
