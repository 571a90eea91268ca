export interface BootstrapWords {
  readonly installing: string;
  readonly failed: string;
  readonly noNode: string;
  notStarted(reason: string): string;
}
export function bootstrapWords(env: Readonly<Record<string, string | undefined>>): BootstrapWords;
