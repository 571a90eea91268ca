import { mergeOf } from "#lib/ui/merge.ts";
import { ApiProblem } from "./problem.ts";

interface Stored {
  readonly version: number;
}
interface Given<R extends Stored, F extends Record<string, unknown>> {
  /** Undefined: something new. */
  readonly row: R | undefined;
  readonly formOf: (row: R | undefined) => F;
  /** @throws ApiProblem, of 412 where the version is old */
  readonly save: (form: F, version: number) => Promise<unknown>;
  /** As it is stored now. */
  readonly read: (form: F) => Promise<R>;
}

/**
 * One record that is edited. Where another person was quicker, fields that only one of both changed merge by themselves;
 * what both changed waits in `theirs` for a choice.
 */
export class Edit<R extends Stored, F extends Record<string, unknown>> {
  form = $state() as F;
  before = $state.raw() as F;
  theirs = $state.raw<{ readonly form: F; readonly version: number }>();
  /** Whether a person is choosing between the two. */
  isMeeting = $state(false);
  problem = $state.raw<unknown>();
  isBusy = $state(false);
  #version: number;
  #isOver = $state(false);
  readonly #given: Given<R, F>;

  constructor(given: Given<R, F>) {
    this.#given = given;
    this.#version = given.row?.version ?? 0;
    this.before = given.formOf(given.row);
    this.form = structuredClone(this.before);
  }

  get isUnsaved(): boolean {
    return !this.#isOver && JSON.stringify(this.form) !== JSON.stringify(this.before);
  }

  /** What was typed is wanted no more. */
  discard(): void {
    this.#isOver = true;
  }

  /** @returns whether it is saved; if not, `problem` or `theirs` says why */
  async submit(): Promise<boolean> {
    this.isBusy = true;
    this.problem = undefined;
    try {
      await this.#given.save($state.snapshot(this.form) as F, this.#version);
      this.#isOver = true;
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 412) this.problem = error;
      else return await this.#meet();
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** Goes on with what a person chose. */
  async merged(form: F): Promise<boolean> {
    if (!this.theirs) return false;
    this.before = this.theirs.form;
    this.#version = this.theirs.version;
    this.isMeeting = false;
    this.form = form;
    return this.submit();
  }

  async #meet(): Promise<boolean> {
    try {
      const row = await this.#given.read($state.snapshot(this.form) as F);
      this.theirs = { form: this.#given.formOf(row), version: row.version };
    } catch (error) {
      this.problem = error;
      return false;
    }
    const merge = mergeOf(this.before, $state.snapshot(this.form) as F, this.theirs.form);
    if (merge.conflicts.length === 0) return this.merged(merge.with({}));
    this.isMeeting = true;
    return false;
  }
}
