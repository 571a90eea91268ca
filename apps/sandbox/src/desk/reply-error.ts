/** A refusal in one of Chatwoot's own forms. */
export class DeskRefusal extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

export const notFound = () => new DeskRefusal(404, { error: "Resource could not be found" });
export const invalid = (sentence: string, attributes: string[]) =>
  new DeskRefusal(422, { message: sentence, attributes });
export const unprocessable = (error: string) => new DeskRefusal(422, { error });
export const unauthorized = (error: string) => new DeskRefusal(401, { error });
