/** Brazil's zones first: a clinic here picks from those. */
export function zones(current: string): readonly string[] {
  const brazil = [
    ...["America/Sao_Paulo", "America/Bahia", "America/Fortaleza", "America/Recife", "America/Belem"],
    ...["America/Manaus", "America/Cuiaba", "America/Campo_Grande", "America/Porto_Velho", "America/Boa_Vista"],
    ...["America/Rio_Branco", "America/Noronha"],
  ];
  return [...new Set([...brazil, current, ...Intl.supportedValuesOf("timeZone")])];
}
