import { createTwoFilesPatch } from "diff";

/** One file that differs, as a unified diff. */
export interface FileChange {
  readonly file: string;
  readonly change: "added" | "removed" | "changed";
  readonly diff: string;
}

/** What differs between the files of two versions, in the order of their names. */
export function compareFiles(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): FileChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((file): FileChange[] => {
    const [was, is] = [before.get(file), after.get(file)];
    if (was === is) return [];
    const change = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    const diff = createTwoFilesPatch(file, file, was ?? "", is ?? "", "", "", { context: 3 });
    // The first line is a rule for patches of several files.
    return [{ file, change, diff: diff.replace(/^=+\n/, "") }];
  });
}
