/** What a person types as a price in reais, in cents: "150", "150,00", "R$ 1.200,50". Null: nothing; undefined: no price. */
export function centsOf(text: string): number | null | undefined {
  const plain = text.replace(/[R$\s]/g, "");
  if (plain === "") return null;
  const found = /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/.exec(plain) ?? /^(\d+)\.(\d{1,2})$/.exec(plain);
  if (!found) return undefined;
  return Number(found[1]?.replaceAll(".", "")) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

/** As it is typed: 1200,50. */
export const typedPrice = (cents: number | null): string =>
  cents === null ? "" : (cents / 100).toFixed(2).replace(".", ",");
