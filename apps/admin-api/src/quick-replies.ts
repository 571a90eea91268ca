/** What a quick reply may leave open. */
export const VARIABLES = ["name", "first_name", "clinic"] as const;
const VARIABLE = /\{([^{}\s]*)\}/g;

export const variablesIn = (text: string): string[] => [...text.matchAll(VARIABLE)].map(([, name]) => name ?? "");

/** The text for one conversation. What is not known is left out, with the space before it: "Olá, !" would not do. */
export function filled(text: string, { name, clinic }: { readonly name: string; readonly clinic: string }): string {
  const values = new Map<string, string>(Object.entries({ name, first_name: name.split(/\s+/)[0] ?? "", clinic }));
  return text.replace(/(,? ?)\{([^{}\s]*)\}/g, (_all, before: string, variable: string) => {
    const value = values.get(variable) ?? "";
    return value === "" ? "" : `${before}${value}`;
  });
}
