import { readFileSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";

/**
 * The options of a command. `--help` prints what the command's file says of itself in its first comment, and so does an
 * option that there is not; both end the process.
 */
export function commandLine<T extends ParseArgsConfig>(file: string, config: T): ReturnType<typeof parseArgs<T>> {
  if (process.argv.includes("--help")) {
    console.log(helpOf(readFileSync(file, "utf8")));
    process.exit();
  }
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${helpOf(readFileSync(file, "utf8"))}`);
    process.exit(2);
  }
}

/** The first comment of several lines, without its frame. Pure. */
export function helpOf(source: string): string {
  const [, comment = ""] = /\n\/\*\n(.*?)\n \*\//s.exec(source) ?? [];
  return comment.replaceAll(/^ \* ?/gm, "");
}
