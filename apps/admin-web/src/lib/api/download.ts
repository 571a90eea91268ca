import { ask } from "./client.ts";
import { ApiProblem } from "./problem.ts";

/** Asks for a file and gives it to the browser to keep. @throws ApiProblem for whatever is no file */
export async function download(path: string, fileName: string): Promise<void> {
  const response = await ask(new URL(path, location.origin)).catch((cause: unknown) => {
    throw Object.assign(new ApiProblem({ code: "offline" }), { cause });
  });
  if (!response.ok) throw new ApiProblem(await response.json().catch(() => ({})), response.headers);
  save(await response.blob(), fileName);
}

/** Gives what is at hand to the browser to keep. */
export function save(file: Blob, fileName: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
