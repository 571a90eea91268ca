import { personName } from "./person-name.ts";

const RELATIVES = [
  ...[
    "filh(?:inh)?[oa]",
    "menin[oa]",
    "garot[oa]",
    "beb[êe]",
    "net(?:inh)?[oa]",
    "sobrinh[oa]",
    "entead[oa]",
    "afilhad[oa]",
  ],
  ...[
    "irm[ãa]o?(?:zinh[oa])?",
    "mãe",
    "pai",
    "marido",
    "espos[oa]",
    "mulher",
    "namorad[oa]",
    "noiv[oa]",
    "av[óô]",
    "sogr[oa]",
  ],
  ...[
    "ti[oa]",
    "amig[oa]",
    "companheir[oa]",
    "hij(?:it)?[oa]",
    "niet(?:ecit|it)?[oa]",
    "sobrin[oa]",
    "herman(?:it)?[oa]",
  ],
  ...[
    "mam[áa]",
    "pap[áa]",
    "madre",
    "padre",
    "señora",
    "novi[oa]",
    "abuel(?:it)?[oa]",
    "suegr[oa]",
    "pareja",
    "niñ[oa]",
  ],
  ...["(?:step|grand)?(?:son|daughter)", "boy", "girl", "baby", "kid", "child", "nephew", "niece", "brother", "sister"],
  ...[
    "(?:grand)?(?:mother|father)",
    "mom",
    "mum",
    "dad",
    "husband",
    "wife",
    "partner",
    "girlfriend",
    "boyfriend",
    "friend",
  ],
];
const BETWEEN =
  "(?:mais nov[oa]|mais velh[oa]|caçula|mayor|menor|de \\d{1,2}(?: (?:anos|años))?|se chama|se llama|que se chama|que se llama|chamad[oa]|who is called|is called|named|called|é|es|is|o|a|el|la)";
const NAME = "\\p{Lu}[\\p{L}\\p{M}'’-]+(?: (?:(?:d[aeo]s?|del|de la|y|e) )?\\p{Lu}[\\p{L}\\p{M}'’-]+)*";
/** The name is written as names are: a word in small letters behind "minha filha" may be anything. */
const NAMED = new RegExp(
  `(?<!\\p{L})(?:[Mm](?:eu|inha|i|y)|[Nn]oss[oa]|[Nn]uestr[oa]|[Oo]ur) (?:${RELATIVES.join("|")})(?: ${BETWEEN})*(?:, (?:o|a|el|la))? (${NAME})`,
  "u",
);

/** Of "é pro meu filho Théo" the name of whom the writer speaks of; null where none is named. */
export function relativeName(text: string): string | null {
  const name = NAMED.exec(text)?.[1];
  return name === undefined ? null : personName(name);
}
