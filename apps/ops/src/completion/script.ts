import type { Command } from "commander";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** Behind a path of commands (`outbound drop`; empty: at the beginning) may come these. */
export interface Words {
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly says: string }[];
  readonly options: readonly { readonly name: string; readonly says: string }[];
}

/** Every command of the program with what may follow it. */
export function wordsOf(program: Command): Words[] {
  const everywhere = longOptions(program);
  const walk = (command: Command, path: string[]): Words[] => {
    const help = command.createHelp();
    const commands = help.visibleCommands(command).map((one) => ({ name: one.name(), says: one.description() }));
    const own = command === program ? [] : longOptions(command);
    const here = { path: path.join(" "), commands, options: [...own, ...everywhere] };
    return [here, ...command.commands.flatMap((one) => walk(one, [...path, one.name()]))];
  };
  return walk(program, []);
}

const longOptions = (command: Command) =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long ? [{ name: long, says: description }] : []));

export function scriptFor(shell: Shell, words: readonly Words[]): string {
  if (shell === "bash") return bash(words);
  return shell === "zsh" ? zsh(words) : fish(words);
}

const namesOf = ({ commands, options }: Words): string => [...commands, ...options].map(({ name }) => name).join(" ");

/** The words so far that are commands, as far as they lead: options and what they take are passed over. */
const bashBody = (words: readonly Words[]): string => `  local at="" word next
  for word in "\${before[@]}"; do
    next="\${at:+$at }$word"
    case "$next" in
${words
  .filter(({ path }) => path !== "")
  .map(({ path }) => `      "${path}") at="$next" ;;`)
  .join("\n")}
    esac
  done
  case "$at" in
${words.map((one) => `    "${one.path}") names="${namesOf(one)}" ;;`).join("\n")}
  esac`;

const bash = (words: readonly Words[]): string => `_acolhe() {
  local names before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
${bashBody(words)}
  COMPREPLY=($(compgen -W "$names" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _acolhe acolhe
`;

const zsh = (words: readonly Words[]): string => `#compdef acolhe
_acolhe() {
  local names
  local -a before=("\${words[@]:1:$((CURRENT - 2))}")
${bashBody(words)}
  compadd -- \${=names}
}
compdef _acolhe acolhe
`;

/** For fish, which knows two escapes between single quotes. */
const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** fish asks for each word by itself: whether it fits is whether the commands before it are these. */
const fish = (words: readonly Words[]): string => {
  const lines = words.flatMap(({ path, commands, options }) => {
    const after = path === "" ? "__acolhe_after" : `__acolhe_after ${path}`;
    return [
      ...commands.map(({ name, says }) => `complete -c acolhe -f -n ${quoted(after)} -a ${name} -d ${quoted(says)}`),
      ...options.map(
        ({ name, says }) => `complete -c acolhe -n ${quoted(after)} -l ${name.slice(2)} -d ${quoted(says)}`,
      ),
    ];
  });
  return `function __acolhe_after
  set -l words (commandline -opc)[2..-1]
  set -l given
  for word in $words
    string match -q -- '-*' $word; or set -a given $word
  end
  test (count $argv) -eq 0; and test (count $given) -eq 0; and return
  test (count $argv) -gt 0; and test "$argv" = "$given[1..(count $argv)]"
end
${lines.join("\n")}
`;
};
