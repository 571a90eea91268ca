/** Words as they are spelt by ear, or said in the country, and as a reader was taught them. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  ["b[ãa]o", "bom"],
  ["sô", "sou"],
  ["ieu", "eu"],
  ["me[mr]mo|memo", "mesmo"],
  ["me[mr]ma|mema", "mesma"],
  ["fia", "filha"],
  ["fio|fi", "filho"],
  ["mui[ée]|mulé", "mulher"],
  ["v[ée]io", "velho"],
  ["v[ée]ia", "velha"],
  ["minin[ou]|mininu", "menino"],
  ["minina", "menina"],
  ["naum", "não"],
  ["p[ie]sic[óo]log[ou]|sic[óo]log[ou]", "psicólogo"],
  ["p[ie]sic[óo]loga|sic[óo]loga", "psicóloga"],
  ["p[ie]siquiatra|siquiatra", "psiquiatra"],
  ["prano", "plano"],
  ["conveniu|cunv[êe]nio", "convênio"],
  ["serto|serta", "certo"],
  ["sertinh[oa]", "certinho"],
  ["dispois|adepois", "depois"],
  ["fais", "faz"],
  ["querê", "quer"],
  ["marcá", "marcar"],
  ["mandá", "mandar"],
  ["falá", "falar"],
  ["sesta", "sexta"],
  ["trabai[áa]", "trabalhar"],
  ["preciz[oa]", "preciso"],
].map(([form, as]) => [new RegExp(`(?<!\\p{L})(?:${form})(?!\\p{L})`, "giu"), as!] as const);

/** The text with such words as others spell them; null where it has none. */
export function speltAsHeard(text: string): string | null {
  const left = SPELLINGS.reduce((rest, [form, as]) => rest.replace(form, as), text);
  return left === text ? null : left;
}
