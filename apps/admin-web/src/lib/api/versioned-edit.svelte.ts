import { mergeOf } from "#lib/ui/merge.ts";
import { ApiProblem } from "./problem.ts";

export interface Versioned<T> {
  readonly version: number;
  readonly form: T;
}
interface Does<T> {
  /** As the server has it now; what was typed says which one where a new one was meant. */
  readonly read: (form: T) => Promise<Versioned<T>>;
  readonly write: (form: T, version: number) => Promise<Versioned<T>>;
}

/**
 * A form over something that others may change meanwhile. Modes: same (nothing typed; follows the server) → changed →
 * saving → same, or → asking, where `theirs` is what a colleague saved in the same fields. Nothing typed is lost in any.
 */
export class VersionedEdit<T extends Record<string, unknown>> {
  form = $state() as T;
  before = $state.raw() as T;
  theirs = $state.raw<Versioned<T>>();
  isAsking = $state(false);
  problem = $state.raw<unknown>();
  isBusy = $state(false);
  #version: number;
  readonly #does: Does<T>;

  constructor(begun: Versioned<T>, does: Does<T>) {
    this.#does = does;
    this.#version = begun.version;
    this.#begin(begun);
  }

  get isChanged(): boolean {
    return JSON.stringify(this.form) !== JSON.stringify(this.before);
  }

  /** What a colleague saved is taken over as long as nothing was typed. */
  follow(now: Versioned<T>): void {
    if (now.version > this.#version && !this.isChanged && !this.isBusy) this.#begin(now);
  }

  /** @returns whether it is saved; otherwise `problem` or `isAsking` says why not */
  async save(): Promise<boolean> {
    this.isBusy = true;
    this.problem = undefined;
    try {
      this.#begin(await this.#does.write(this.#typed, this.#version));
      return true;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) return await this.#meet();
      this.problem = error;
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** After a person chose, field by field. */
  async saveMerged(merged: T): Promise<boolean> {
    if (!this.theirs) return false;
    this.#version = this.theirs.version;
    this.before = this.theirs.form;
    this.isAsking = false;
    this.form = structuredClone(merged);
    return this.save();
  }

  discard(): void {
    this.form = structuredClone(this.before);
    this.problem = undefined;
  }

  get #typed(): T {
    return $state.snapshot(this.form) as T;
  }

  /** What only one of the two changed merges without a question. */
  async #meet(): Promise<boolean> {
    try {
      this.theirs = await this.#does.read(this.#typed);
    } catch (error) {
      this.problem = error;
      return false;
    }
    const merge = mergeOf(this.before, this.#typed, this.theirs.form);
    this.isAsking = merge.conflicts.length > 0;
    return this.isAsking ? false : this.saveMerged(merge.with({}));
  }

  #begin({ version, form }: Versioned<T>): void {
    this.#version = version;
    this.before = form;
    this.form = structuredClone(form);
  }
}

interface Row {
  readonly version: number;
}
interface OfRow<R extends Row, T> {
  /** Undefined: something new, of version 0. */
  readonly row: R | undefined;
  readonly formOf: (row: R | undefined) => T;
  readonly save: (form: T, version: number) => Promise<R>;
  readonly read: (form: T) => Promise<R>;
}

/** An edit of a row of the API, new or as it is. */
export function editOfRow<R extends Row, T extends Record<string, unknown>>(given: OfRow<R, T>): VersionedEdit<T> {
  const { row, formOf, save, read } = given;
  const versioned = (now: R): Versioned<T> => ({ version: now.version, form: formOf(now) });
  return new VersionedEdit<T>(row ? versioned(row) : { version: 0, form: formOf(undefined) }, {
    read: async (form) => versioned(await read(form)),
    write: async (form, version) => versioned(await save(form, version)),
  });
}
