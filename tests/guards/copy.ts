import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootDirectory } from "@acolhe/testing";
import { workspaces } from "../tidy/repository.ts";
import type { Guard } from "./guards.ts";

/** A copy of the repository, in which guards are taken out and put back. */
export class Copy {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#copyRepository();
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  /** The file without the guard. Throws when the place it names is not there, or not the only one. */
  broken({ file, from, to, what }: Guard): string {
    const parts = this.read(file).split(from);
    if (parts.length !== 2) throw new Error(`"${what}": its place is ${parts.length - 1} times in ${file}, not once`);
    return parts.join(to);
  }

  async without<T>(guard: Guard, work: () => Promise<T>): Promise<T> {
    const whole = this.read(guard.file);
    writeFileSync(join(this.folder, guard.file), this.broken(guard));
    try {
      return await work();
    } finally {
      writeFileSync(join(this.folder, guard.file), whole);
    }
  }

  /** Our files are copied, packages of others are linked to. */
  #copyRepository(): void {
    for (const entry of readdirSync(rootDirectory, { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const filter = (path: string) => !path.includes("/node_modules");
      cpSync(join(rootDirectory, entry.name), join(this.folder, entry.name), { recursive: true, filter });
    }
    mkdirSync(join(this.folder, "node_modules/@acolhe"), { recursive: true });
    for (const name of readdirSync(join(rootDirectory, "node_modules")))
      if (name !== "@acolhe" && !name.startsWith(".")) this.#link(join("node_modules", name));
    for (const { name, folder } of workspaces) {
      symlinkSync(join(this.folder, folder), join(this.folder, "node_modules/@acolhe", name));
      if (existsSync(join(rootDirectory, folder, "node_modules"))) this.#link(join(folder, "node_modules"));
    }
  }

  #link(path: string): void {
    symlinkSync(join(rootDirectory, path), join(this.folder, path));
  }
}
