import { ApiProblem } from "#lib/api/problem.ts";

/** What still points to something that is to go; the API tells the first of it. */
export interface InUse {
  readonly references: readonly {
    readonly kind: "appointment" | "conversation" | "lead" | "patient";
    readonly id: string;
    readonly name: string;
    readonly at: string | null;
  }[];
  readonly referenceCount: number;
}

/** The question that is open, for the one dialogue that asks it. */
class Question {
  open = $state.raw<InUse>();
  #answer: (isMeant: boolean) => void = () => undefined;

  ask(inUse: InUse): Promise<boolean> {
    this.answer(false);
    this.open = inUse;
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  answer(isMeant: boolean): void {
    this.open = undefined;
    this.#answer(isMeant);
  }
}
export const inUseQuestion = new Question();

/**
 * Does what takes something away. Where something still points to it, a person sees what, and may mean it all the same.
 *
 * @throws ApiProblem also where they do not
 */
export async function releasing<T>(take: (query: { release?: "true" }) => Promise<T>): Promise<T> {
  try {
    return await take({});
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== "still-in-use") throw error;
    if (!(await inUseQuestion.ask(error.body as unknown as InUse))) throw error;
    return take({ release: "true" });
  }
}
