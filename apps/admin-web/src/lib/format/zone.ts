/** Of names of zones, which are written without accents, those that a clinic here may read every day. */
const WRITTEN: Readonly<Record<string, string>> = { Sao_Paulo: "São Paulo", Belem: "Belém", Cuiaba: "Cuiabá" };

/** America/Sao_Paulo as São Paulo. */
export function cityOf(timeZone: string): string {
  const city = timeZone.split("/").at(-1) ?? timeZone;
  return WRITTEN[city] ?? city.replaceAll("_", " ");
}

/** São Paulo (America): the city first, by which it is looked for. */
export function zoneName(timeZone: string): string {
  const [region = "", city] = timeZone.split("/");
  return city === undefined ? timeZone : `${cityOf(timeZone)} (${region})`;
}
