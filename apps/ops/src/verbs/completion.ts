import { Argument, type Command } from "commander";
import type { Tools } from "../command.ts";
import { SHELLS, type Shell, scriptFor, wordsOf } from "../completion/script.ts";

/** The script that lets a shell complete commands and options of `acolhe`, made from the commands themselves. */
export function addCompletion(program: Command, { output }: Tools): void {
  program
    .command("completion")
    .description("print what lets your shell complete `acolhe`: source <(acolhe completion bash)")
    .addArgument(new Argument("<shell>").choices(SHELLS))
    .action((shell: Shell) => output.write(scriptFor(shell, wordsOf(program)).trimEnd()));
}
