import { plain } from "../state/utterance.ts";
import { NEVER_IN_NAMES, NO_NAME_ALONE } from "./no-names.ts";
import { respelt } from "./respelt.ts";
import { withoutTowns } from "./towns.ts";

/** Said before a name without belonging to it: "oi, Ana", "ok, meu nome é Ana". */
const OPENING =
  /^(?:(?:(?:pode(?: ser)?|puede(?: ser)?|podés|you (?:can|may)|yes|yeah|s[ií]|isso|exato|correto|correcto|right)(?=,)|oi+|ol[áa]|opa|bom dia|boa tarde|boa noite|hola|buenos d[íi]as|buenas tardes|buenas noches|hi|hello|hey|good morning|good afternoon|good evening|ok|okay|sim|blz|ent[ãa]o|entonces|pues|well|claro(?: que s[íi])?|(?:con|com|mucho) (?:todo |mucho |muito )?(?:gusto|prazer)|prazer|encantad[oa]|por supuesto|pois n[ãa]o|(?:un |meus? |mis )?(?:cordial(?:es)? )?(?:saludos?|cumprimentos?|abra[çc]os?|abrazos?)(?: cordial(?:es)?)?|cordialmente|atenciosamente|atentamente|of course|sure|desculp[ae]|disculp[ae]|perd[ãa]o|perd[óo]n|sorry|regards|(?:kind|best) regards|(?:mas |pero |but )?(?:j[áa]|ya|i(?:['’]ve)?(?: already)?|como|as i)(?: (?:eu|te|lhe|le|les|tinha|hab[ií]a))* (?:falei|disse|escrevi|mandei|dito|dije|escrib[ií]|dicho|told you|said|wrote)(?: (?:mo[çc][oa]|isso|eso|antes|acima|arriba|before|above|already))*)(?:[^\p{L}]+|$))+/iu;
const INTRODUCTION =
  /^(?:(?:o )?meu nome (?:é|e)|me chamo|(?:meu nome|mi nombre|my name)(?=:? (?-i:\p{Lu}))|eu sou|sou|aqui (?:é|e)|(?:na verdade |o certo |en realidad |actually )?(?:é|eh|es|it's|it’s|it is)|pode (?:me )?chamar de|me chamam de|me (?:dicen|llaman)|(?:they|people) call me|(?:le|te|aqui|quem|quien)? ?(?:fala|habla|escreve|escribe)(?: (?:é|aqui|es))?|mi nombre es|me llamo|yo soy|soy|my name is|my name's|myself|i am|i'm|i’m|call me|this is) (?:(?:a|o|la|el) )?/iu;
/** Of somebody else: "o nome dela é Ana", "se llama Ana", "her name Ana". */
const OF_ANOTHER =
  /^(?:(?:o |el |the )?(?:nome|nombre|name) (?:completo )?(?:del[ea]|d[aeo]s? \p{L}+|de (?:él|ella))|(?:his|her|their|su)(?: full)? (?:name|nombre)|(?:(?:el[ea]|[ée]l|ella|s?he) )?(?:se (?:chama|llama)|is called))(?: (?:é|eh|es|is))?:? (?:(?:a|o|la|el) )?/iu;
/** "Dra. Helena": the bot says who she is by her name. */
const TITLE = /^(?:(?:dra?|sra?|srta|profa?|mrs?|ms)\.?|seu|dona|do[nñ]|doña|señora?|miss(?:is)?) +/iu;
const PARTICLES: ReadonlySet<string> = new Set(["da", "de", "do", "das", "dos", "e", "del", "la", "y", "von", "van"]);
/** "Tiago com H" says how a name is spelt, and so does "é com dois eles", which is no name by itself. */
const LETTER =
  "(?:\\p{L}{1,2}|equis|zeta|hache|jota|uve|i griega|agá|xis|ípsilon|dáblio|(?:es|e[lnrm]|t|d|b|c|g|p|v|z)[eê]s?|acento|trema|til|hífen|gui[oó]n|hyphen|accent|tilde)";
const SPELT = new RegExp(
  `(?:^|,? )(?:com|con|with) (?:an? |um |uma |una? |dois |duas |dos |two |doble |double )?${LETTER}(?:,? ${LETTER})*(?: (?:e|y|and) .*| n[oa] .*)?$`,
  "iu",
);
/** "kkk", "haha", "rsrs". */
const LAUGHTER = /^(?:k{2,}|(?:ha){2,}h?|(?:he){2,}h?|(?:rs){1,}|(?:ja){2,})$/;
/** "Presencialmente", "infelizmente"; Clemente is a name. */
const ADVERB = /^\p{L}{6,}mente$/u;
/** What is said of whoever has the name: "Rosa a síndica do bloco", "Jhon a la orden"; "de la Cruz" is in the name. */
const APPOSITION = /(?<!(?:^| )(?:d[aeo]s?|y|e)) (?:a|o|as|os|la|el|the) .*$/u;
/** Likened to somebody, so that it is heard right: "José Gregorio como el santo Peña", "Suyapa como la Virgen". */
const LIKENED = /,? (?:como|igual|tipo|like|as in) (?:a|o|as|os|ao|à|la|el|al|the|de|da|do|un|una|um|uma) \p{L}+/iu;
/** "Karthik only", "Ana mesmo": there is no more of it. */
const NO_MORE =
  /,? (?:só|s[oó] isso|somente|apenas|mesmo|mesma|solo|sólo|nom[aá]s|nada m[aá]s|nada mais|only|just that|t[ou]do junto|(?:all )?one word)$/u;
/** The same between other words: "Xiomara con equis y Suyapa". */
const SPELT_WITHIN = new RegExp(
  `,? (?:com|con|with) (?:(?:an?|una?|uma?|dois|duas|dos|two|doble|double) )?${LETTER}(?: (?:e|y|and))?(?= \\p{Lu}\\p{Ll})`,
  "u",
);
/** Written as names are, at the beginning of what is said: two words at least, or two parts with a hyphen between. */
const WRITTEN =
  /^\p{Lu}[\p{L}\p{M}'’]+(?:(?:-| (?:(?:d[aeo]s?|d[aeo]s? l[ao]s?|del|e|y|van|von|der|al|bin) ){0,2})\p{Lu}[\p{L}\p{M}'’]*\.?)+(?![\p{L}\p{M}'’])/u;
/** Where somebody is known from, behind the name: "Valdirene da secretaria", "Iolanda do armarinho", "Sueli do salão". */
const KNOWN_FROM =
  /,? (?:(?:a|o|la|el) )?(?:d[aeo]|del|de la|from the|of the) (?:(?:minha|sua|nossa|meu|seu|nosso|mi|su) )?(?:secretar[ií]a|recep[cç][aã]o|recepci[oó]n|reception|portaria|sal[aã]o|sal[oó]n|armarinho|armaz[eé]m|lojas?|lojinha|tienda|shop|store|padaria|panader[ií]a|bakery|mercad(?:o|inho)|supermercado|a[cç]ougue|escola|escuela|school|col[eé]gio|faculdade|facultad|university|igreja|par[oó]quia|iglesia|church|posto|postinho|bar|boteco|botequim|farm[aá]cia|farmacia|pharmacy|academia|gym|escrit[oó]rio|oficina|office|banco|bank|firma|empresa|f[aá]brica|feira|quitanda|restaurante|lanchonete|hospital|cl[ií]nica|bloco|pr[eé]dio|condom[ií]nio|edif[ií]cio|rua|esquina|bairro|vila|s[ií]tio|ro[cç]a|t[aá]xi|uber|[oô]nibus|mudan[cç]a|costura|bazar|papelaria|borracharia|barbearia|consult[oó]rio)(?: (?!e |y |and )\p{L}+){0,3}[.! ]*$/u;
/** Whether a text is a name and where its bearer is known from. */
export const isKnownFrom = (text: string): boolean => {
  const at = text.trim().search(KNOWN_FROM);
  return at > 0 && personName(text.trim().slice(0, at)) !== null;
};
/** What somebody writes for, by its letters: "Camila da MedSoft". */
const COMPANY = /,? (?:(?:a|o|la|el) )?(?:d[aeo]|del|de la|from|of|at)(?: the)? (?!Ma?c)\p{Lu}\p{Ll}+\p{Lu}.*$/u;
/** A word begun, broken off and written again: "Gabri.. Gabriela". */
const BROKEN_OFF = /^\p{L}+(?:\.{2,}|…)\s*(?=\p{Lu})/u;
/** Words in small letters behind a comma, and a "but", are not the name any more: "Gabriela Ríos, se me fue el dedo". */
const ASIDE = /(?:,\s+\p{Ll}|(?<=\p{L}{3} )(?:pero|mas|but) ).*$/su;
const BUT = /(?<=\p{L}{3},?) (?:pero|mas|but) \p{L}+ .*$/su;
/** Said to whoever reads: "Peggy Lou honey", "Cida minha filha". */
const VOCATIVE =
  /,?(?: (?:(?:minha )?querid[ao]|amor|moç[ao]|viu|tá|né|po|ué|uai|minha? filh[ao]|mi (?:vida|amor|hij[ao])|cariño|honey|dear|darling|love|sir|ma'?am))+$/iu;
/** A courtesy behind a name, and by what else its bearer is called: "Yolanda Paz para servirle", "Comfort they call me auntie". */
const COURTESY =
  /,? (?:para servir(?:le|te|lo|los|les)?|(?:a|à|às|as) (?:la |su |sua |suas |tus |sus )?(?:orden(?:es)?|ordens)|a su servicio|a(?:o)? seu (?:dispor|serviço)|at your service|(?:un|um) (?:placer|prazer)|mucho gusto|muito prazer|(?:(?:but|mas|pero|e|y|and) )?(?:(?:they|people|everyone|everybody|friends|all) (?:all )?calls? me|(?:you can|just) call me|(?:me|todos me|todo mundo me|todo el mundo me) (?:chamam?|dicen?|llaman?|conhecem|conocen)|pode(?:m)? me chamar|puede[sn]? decirme))(?:[^\p{L}].*)?$/isu;
/** Spelt letter by letter beside a try that failed: "quabena oh the phone is not writing it, it is KWABENA Owusu". */
const SPELT_ANEW = /(?<!\p{L})\p{Lu}([-. ])\p{Lu}(?:\1\p{Lu}){2,}(?!\p{L})(?: \p{Lu}[\p{L}'’-]+)*/u;
/** "Yeikel, pero se escribe con jota Jeykel José Paz": as it is written, whatever was heard. */
const WRITTEN_SO =
  /(?<!\p{L})(?:se escrib[ae]|se escreve|escreve[- ]se|is spel(?:led|t)|is written|spel(?:led|t))(?: (?:con|com|with) \p{L}+)?:? (\p{Lu}\p{Ll}[\p{L}'’-]*(?: \p{Lu}\p{Ll}[\p{L}'’-]*)*)/u;
/** Beside what somebody is called, the name that their papers hold: "aqui é a Cida. No documento é Maria Aparecida Reis". */
const ON_PAPER =
  /(?<!\p{L})(?:[Nn][oa]|[Ee]n (?:el|la|mi)|[Oo]n (?:the|my)|[Ii]n (?:the|my)|[Pp]elo) (?:meu |minha )?(?:documentos?|RG|rg|CPF|cpf|DNI|dni|identidade|registro|cart[oó]rio|certid[aã]o|c[eé]dula|pasaporte|passaporte|passport|ID|id|papers?|papel)(?: (?:é|eh|está|tá|consta|sou|diz|es|dice|aparece|figura|soy|is|it's|it is|says|I'm|I am|como|as)){1,2}:? ((?:\p{Lu}[\p{L}\p{M}'’-]+)(?: (?:(?:d[aeo]s?|e|del|de la|y|van|von|der) )?\p{Lu}[\p{L}\p{M}'’-]+)*)/u;
/** Which of the words is the family's says nothing but that: "paz es mi apellido, Yolanda Paz". */
const WHICH_IS_WHICH =
  /(?<!\p{L})\p{L}+,? (?:(?:é|eh|es|is) (?:só )?(?:o |el |the |my |meu |mi )?(?:meu |mi )?(?:sobrenome|apellido|surname|last name|family name|segundo nombre|middle name|nome do meio)|(?:en el|no|in the) (?:medio|meio|middle))(?!\p{L})[,;. ]*/giu;
/** Where a name is told in the middle of a sentence: the last one that is given counts. */
const GIVEN =
  /(?<!\p{L})(?:(?:figur[oa]|con[oh]?[eh]?[cç]\p{L}+|registrad[oa]|firmo|assino) como|cham[aeo]m?|chamar de|nome|put|coloc[ae]|p[oõ]e|pon|call me|named?|llam[aoe]n?|é|eh|es|is|sou|soy)(?: (?:é|eh|es|is|me|de|a|o|la|el|:))* ((?:\p{Lu}[\p{L}\p{M}'’-]+)(?: (?:(?:d[aeo]s?|e|del|de la|y|van|von|der) )?\p{Lu}[\p{L}\p{M}'’-]+)*)/gu;
/** A name of so many words, with a verb before its last part, is a sentence. */
const SENTENCE_WORDS_MIN = 5;
/** "Coloque o meu: Marcos", "cadastra aí Yasmin": what is to be done with a name. */
const TO_BE_PUT =
  /^(?:(?:pode(?:m)?|pod[ée]s|puedes?|you can) )?(?:coloc(?:a|ar|que)|bot(?:a|ar|e)|p[oõ]e|p[oô]r|ponha|cadastr(?:a|ar|e)|registr(?:a|ar|e)|anot(?:a|ar|e)|pon(?:er|ga)?|put)(?: (?:a[ií]|ah[ií]|down|o|el|em|en|no|a|meu|mi|my|nome|nombre|name|de|of|under|in))*[: ]+(?=\p{Lu})/iu;
/** Of a name with whatever stands around it; more is a story. */
const ANSWER_LENGTH_MAX = 160;
const NAME_LENGTH_MAX = 60;
const NAME_WORDS_MAX = 8;

/** Whose name is asked for: the writer's own, or somebody else's. */
type Whose = "own" | "another";

/**
 * "meu nome é ANA maria da silva." → "Ana Maria da Silva"; null when it cannot be a name, or asks something. Of
 * "Ana Souza (com z)", "Ana Souza. E o seu?" the first part is the name.
 */
export function personName(given: string, whose: Whose = "own"): string | null {
  const text = withoutTowns(given);
  const name = nameOf(text, whose);
  return name === null ? null : (fuller(name, text) ?? name);
}

/** "Theo! Theo Martins", "Mallory, Mallory Keating": said again with more of it, and not as another's. */
export function fuller(name: string, text: string): string | null {
  const own = plain(name).split(" ");
  const runs = [...text.matchAll(RUN)].filter(({ index }) => !OF_OTHER_BEFORE.test(text.slice(0, index)));
  for (const [run] of runs) {
    const words = plain(run).split(" ");
    if (words.length > own.length && own.every((word, at) => words[at] === word)) return nameIn(run);
  }
  return null;
}
const RUN =
  /(?<![\p{L}\p{M}'’-])\p{Lu}[\p{L}\p{M}'’-]+(?: (?:(?:d[aeo]s?|del|de la|e|y|van|von) )?\p{Lu}[\p{L}\p{M}'’-]+)+/gu;
const OF_OTHER_BEFORE =
  /(?<!\p{L})(?:d[aeo]|del|of|para|pra|pro|for|minha|meu|mi|my|filh[oa]|hij[oa]|son|daughter|paciente|patient),? (?:(?:[ao]|la|el) )?$/iu;

function nameOf(text: string, whose: Whose): string | null {
  const anew = speltAnew(text);
  if (anew !== null) return personName(anew, whose);
  const all = introduced(respelt(text.trim()).replace(BROKEN_OFF, "").replace(WHICH_IS_WHICH, ""), whose);
  const [first = "", ...later] = all.split(SENTENCE_END, SENTENCES_MAX);
  const whole = nameIn(first) ?? withoutAside(first);
  const written = writtenIn(first);
  // "Must I say it? Liu Yifan": asked, and told all the same.
  if (first.includes("?")) return firstOf(all.split(/\?\s+/).slice(1), writtenIn);
  // What stands behind a name that is written as names are says something of it, and so does what is in small letters.
  if (written !== null && (whole === null || wordCount(written) < wordCount(whole))) return written;
  if (whole !== null && wordCount(whole) < SENTENCE_WORDS_MIN) return whole;
  const given = wordCount(all) < SENTENCE_WORDS_MIN ? undefined : [...all.matchAll(GIVEN)].at(-1)?.[1];
  return (given === undefined ? null : nameIn(given)) ?? whole ?? nameIn(all) ?? firstOf(later, writtenIn);
}
const SENTENCE_END = /(?:(?<=\p{L}{3})[.;:]|\.{2,}|…)\s|[(\n]/u;
const SENTENCES_MAX = 4;

/** What is spelt out says how a word is written where that word stands there as well, and else is the name. */
function speltAnew(text: string): string | null {
  const so = WRITTEN_SO.exec(text)?.[1] ?? ON_PAPER.exec(text)?.[1];
  if (so !== undefined) return so;
  const anew = SPELT_ANEW.exec(text)?.[0];
  if (anew === undefined || anew === text.trim()) return null;
  const letters = plain(respelt(anew)).split(" ", 1)[0]!;
  return plain(text)
    .split(" ")
    .some((word) => word.startsWith(letters))
    ? null
    : anew;
}

/** Whether a message begins with a name, or introduces one, that is written as names are: that is no sentence about anything else. */
export const beginsWithName = (text: string): boolean =>
  !text.includes("?") && writtenIn(introduced(text.trim(), "another").split(SENTENCE_END, 1)[0]!) !== null;

/** Whoever tells another's name where their own is asked for has not told their own. */
const introduced = (text: string, whose: Whose): string =>
  whose === "own" && OF_ANOTHER.test(text) ? "" : text.replace(OF_ANOTHER, "");

function firstOf(texts: readonly string[], find: (text: string) => string | null): string | null {
  for (const text of texts) {
    const found = find(text.trim());
    if (found !== null) return found;
  }
  return null;
}

/** The words at the beginning that are written as a name is, where what follows is not. Where all is in capitals nothing tells. */
function writtenIn(text: string): string | null {
  const bare = withoutOpening(text).replace(LIKENED, "").replace(SPELT_WITHIN, "");
  const [written] = WRITTEN.exec(bare) ?? [];
  return written === undefined || !/\p{Ll}/u.test(written) ? null : nameIn(written);
}

/** "Do meio, quem vai é ele" is no name, nor is its beginning. */
function withoutAside(text: string): string | null {
  const name = nameIn(text.replace(ASIDE, ""));
  return name === null || PARTICLES.has(plain(name).split(" ", 1)[0]!) ? null : name;
}

const wordCount = (text: string): number => text.trim().split(/\s+/).length;

function nameIn(text: string): string | null {
  if (text.includes("?") || /^\s*\d/.test(text) || text.length > ANSWER_LENGTH_MAX) return null;
  const bare = withoutOpening(text)
    .replace(KNOWN_FROM, "")
    .replace(COMPANY, "")
    .replace(LIKENED, "")
    .replace(SPELT_WITHIN, "")
    .replace(SPELT, "")
    .replace(NO_MORE, "")
    .replace(COURTESY, "")
    .replace(BUT, "")
    .replace(APPOSITION, "")
    .replace(VOCATIVE, "")
    .replace(/[^\p{L}]+$/u, "")
    .replace(SPELT, "")
    .trim();
  if (bare.length > NAME_LENGTH_MAX || !/^\p{L}[\p{L}\p{M}'’. -]*\p{L}$/u.test(bare)) return null;
  const words = bare.split(/ +/);
  if (words.length > NAME_WORDS_MAX || !couldBeName(words)) return null;
  return words
    .map((word) => word.toLocaleLowerCase("pt-BR"))
    .map((word, index) => (index > 0 && PARTICLES.has(word) ? word : capitalised(word)))
    .join(" ");
}

const withoutOpening = (text: string): string =>
  text
    .replace(/^[^\p{L}]+/u, "")
    .replace(OPENING, "")
    .replace(INTRODUCTION, "")
    .replace(TO_BE_PUT, "")
    .replace(/^(?:a|o|la|el) (?=\p{Lu})/u, "")
    .replace(TITLE, "");

/** A word that no name holds makes it a sentence; so does the lack of any word that could be one by itself. */
function couldBeName(words: readonly string[]): boolean {
  const said = words.map(plain);
  if (words.some((word) => word.toLowerCase() === "não")) return false;
  if (said.some((word) => NEVER_IN_NAMES.has(word) || LAUGHTER.test(word) || ADVERB.test(word))) return false;
  return said.some((word) => !NO_NAME_ALONE.has(word) && !PARTICLES.has(word));
}

/** "d'ávila" → "D'Ávila", "sara-lúcia" → "Sara-Lúcia". */
const capitalised = (word: string) =>
  word.replace(/(^|['’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toLocaleUpperCase("pt-BR"));
