import { plain } from "../state/utterance.ts";

/** How values are known of which a message may wish for one, and may wish not to have another. */
interface Wishes {
  /** The value that a clause wishes for by its form. */
  readonly wishIn: (clause: string) => string | undefined;
  /** Whether a word names one of the values. */
  readonly isNamed: (word: string) => boolean;
}

/**
 * The value that a message wishes for, and those that it does not want. A wish counts only in a clause without a denial, and only
 * where no other clause denies the same: "não pode ser homem", "psicólogo homem, nem pensar" wish for nothing.
 */
export function wishedIn(text: string, { wishIn, isNamed }: Wishes) {
  const clauses = clausesOf(text, isNamed);
  const isDenied = (at: number) => DENIAL.test(plain(clauses[at]!)) || LONE_DENIAL.test(plain(clauses[at + 1] ?? ""));
  const denied = clauses.filter((_, at) => isDenied(at));
  const unwanted = new Set(denied.flatMap((clause) => wishIn(clause) ?? []));
  const words = new Set(denied.flatMap((clause) => plain(clause).split(" ").filter(isNamed)));
  const namesDenied = (clause: string) =>
    plain(clause)
      .split(" ")
      .some((word) => words.has(word));
  const wished = clauses
    .filter((clause, at) => !isDenied(at) && !namesDenied(clause))
    .map(wishIn)
    .find((value) => value !== undefined && !unwanted.has(value));
  return { wished, unwanted };
}

/** Parts that are denied on their own. What is set beside a wish stands alone, too: "mulher e não homem", "a woman rather than a man". */
const clausesOf = (text: string, isNamed: (word: string) => boolean): readonly string[] =>
  text
    .split(/[.;:!?\n]+|,\s*/u)
    .flatMap((clause) => clause.split(TURNING))
    .flatMap((clause) => clause.split(INSTEAD))
    .flatMap((clause) => {
      const at = clause.search(AND_NOT);
      return at > 0 && isNamed(plain(clause.slice(at)).split(" ").at(-1)!)
        ? [clause.slice(0, at), clause.slice(at)]
        : [clause];
    });
/** Splits before the words, which may wish: "homem não prefiro mulher", and not "não prefiro homem". */
const TURNING =
  /(?=(?<!\p{L})(?:mas|por[eé]m|pero|sino|(?<!(?:one|body|thing) )but|(?<!(?:n[ãa]o|nem|no|que) )(?:prefiro|prefiero)|(?<!(?:not|n['’]t|dont) )i(?:['’]d| would)? (?:prefer|rather))(?!\p{L}))/iu;
/** Splits before the words, which deny what follows them. */
const INSTEAD =
  /(?=(?<!\p{L})(?:rather than|instead of|(?:em vez|ao inv[ée]s|en vez|en lugar) d(?:e|o|a|el)|other than)(?!\p{L}))/iu;
const AND_NOT =
  /(?<!\p{L})(?:(?:e|y|and) )?(?:n[ãa]o|no|not|nem|ni)(?: (?:com|con|with|por|by|um|una?|uma|a))* \p{L}+\s*$/iu;

/** "No sábado", "no período da tarde": a preposition in Portuguese. */
const NO =
  "no(?! (?:sabado|domingo|periodo|horario|turno|plano|consultorio|dia|momento|convenio|meu|seu|caso|maximo|minimo|geral|fim|final|comeco|inicio|centro|atendimento|particular|presencial|online|video|primeiro|mesmo|local)(?: |$))";
/** Words that deny, leave out or shy away. In plain form. */
const DENIAL = new RegExp(
  `(?:^| )(?:nao|nem|ni|n|naum|num (?:pode|quero|gosto|fico|me|consigo|seja|da|tenho|vou)|${NO}|not|non|(?:[a-z]+n )t|(?:do|does|did|ca|wo|is|are|would|could|should)nt|cannot|never|nunca|jamais|jamas|tampouco|tampoco|sem|sin|without|(?<!(?:pelo|ao|al|lo) )menos|nenhuma?|ningun[oa]?|none|ninguem|nadie|nobody|exceto|excepto|salvo|except|unless|other than|rather than|instead of|(?:em|en) (?:vez|lugar)|ao inves|(?:anyone|anybody|everyone|anything) but|fora|evit[a-z]*|avoid[a-z]*|medo|miedo|temor|receio|afraid|scared|fear|trauma[a-z]*|problem[a-z]*|aversao|aversion|panico|panic|vergonha|verguenza|pena|ashamed|embarrass[a-z]*|shy|detest[a-z]*|odei[a-z]*|odi[oa]|hate|desconfort[a-z]*|[a-z]*incomod[a-z]*|uncomfort[a-z]*|dificil|dificuldades?|hard|difficult|nervos[oa]|nervous|pior|peor|worse|ruim|mal|bad|abus[a-z]*|assedi[a-z]*|acos[a-z]*|harass[a-z]*|assault[a-z]*|violen[a-z]*|constrang[a-z]*|trav[oa]|recus[a-z]*|refus[a-z]*|rechaz[a-z]*)(?: |$)`,
);
/** A denial that says of nothing itself, and so of what was named right before it: "um psicólogo homem, nem pensar". In plain form. */
const LONE_DENIAL =
  /^(?:(?:eu|yo|i|mas|pero|but|isso|eso|that|ai|ahi|de|por|para|pra|mim|mi) )*(?:nao|nem|no|ni|not|nunca|never|jamais|jamas|cant|dont|can t|don t|(?:jeito|maneira|forma|modo|manera|ninguna) (?:nenhuma?|alguma?|manera)|jeito nenhum|no way)(?: (?:nao|no|mesmo|quero|queria|quiero|pode|puede|da|rola|consigo|puedo|gosto|gusta|me|aceito|acepto|fico|sinto|siento|bem|bien|a|vontade|comod[oa]|comfortable|pensar|loc[oa]|va|vai|ser|please|favor|por|want|like|that|at|all|do|obrigad[oa]|gracias))*$/;
