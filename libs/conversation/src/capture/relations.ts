/** Words for those whom people write about, in Portuguese, Spanish and English, as parts of a pattern. */
const CHILDREN = [
  "filh(?:inh)?[oa]|m[ei]nin(?:inh)?[oa]|garot[oa]|guri(?:a|zinh[oa])?|moleque|caçula|beb[êeé]|nen[êe]m?|criança|curumim|cunhatã|pi[áa]zinh[oa]|piazinha|bacuri|net(?:inh)?[oa]",
  "sobrinh[oa]|entead[oa]|afilhad[oa]|hij(?:it)?[oa]|niet(?:ecit|it)?[oa]|sobrin[oa]|niñ(?:it)?[oa]|nene|muchach(?:it)[oa]|chiquill[oa]|chiquit[oa]|pequeñ(?:it)?[oa]|chamit[oa]|guag?ua|wawa|criaturit?a",
  "(?:step|grand)?(?:son|daughter)|boy|girl|baby|kid|child|nephew|niece",
].join("|");
const GROWN_UPS = [
  "irm[ãa]o?(?:zinh[oa])?|mãe|pai|marido|espos[oa]|mulher|namorad[oa]|noiv[oa]|av[óô]|sogr(?:inh)?[oa]|cunhad[oa]|prim(?:inh)?[oa]|ti(?:azinh|ozinh)?[oa]|amig[oa]|companheir[oa]",
  "herman(?:it)?[oa]|mam[áa]|pap[áa]|madre|padre|señora|novi[oa]|abuel(?:it)?[oa]|suegr(?:it)?[oa]|cuñad[oa]|t[íi][oa]|pareja",
  "brother|sister|(?:grand)?(?:mother|father)|mom|mum|dad|husband|wife|partner|girlfriend|boyfriend|friend|cousin|aunt|uncle|granny|gran|grandma|grandpa|(?:mother|father|sister|brother)-in-law",
].join("|");

/** By which of the writer's children it is: "meu mais velho, o de 15", "a do meio", "my youngest". "A mais velha" alone may be a sister. */
const OF_CHILDREN =
  /(?<!\p{L})(?:(?:meu|minha|(?:pr[oa]|d[oa]|[oa]) meu|(?:pr[oa]|d[oa]|[oa]) minha|mi|my) (?:mais (?:velh|nov)[oa]|primog[êe]nit[oa]|primeir[oa]|segund[oa]|terceir[oa]|ca[çc]ula(?:zinh[oa])?|[úu]ltim[oa]|do meio|mayor|menor|primogénit[oa]|eldest|oldest|youngest|middle one|little one)|[oa] do meio|(?:el|la) del medio)(?!\p{L})(?! (?:irm|herman|brother|sister|ti[oa]|prim[oa]s?(?!\p{L})|d[aeo]s irm))/iu;
/** Whether it is one of the writer's children by their place among them. */
export const isOneOfChildren = (text: string): boolean =>
  OF_CHILDREN.test(text) && !new RegExp(`(?<!\\p{L})(?:${GROWN_UPS})(?!\\p{L})`, "iu").test(text);

/** As whom a clinic sees somebody who is called so. */
export type Relative = "child" | "relative";
const IS_CHILD = new RegExp(`^(?:${CHILDREN})$`, "iu");
export const relativeAs = (word: string): Relative => (IS_CHILD.test(word) ? "child" : "relative");

export const RELATIVES = `${CHILDREN}|${GROWN_UPS}`;

/** Who has a child of that name, or is another's grandmother, aunt… */
export const PARENTS =
  "m[ãa]e|mam[ãa]e|papai|pai|av[óô]|vov[óô]|madrasta|padrasto|respons[áa]vel|ti[oa]|madrinha|padrinho|mam[áa]|madre|pap[áa]|padre|abuel[oa]|mother|mum|mom|dad|father|grand(?:mother|father|ma|pa)|aunt|uncle|guardian";
export const PARTNERS =
  "espos[oa]|marido|mulher|namorad[oa]|noiv[oa]|companheir[oa]|filh[oa]|net[oa]|irm[ãa]o?|novi[oa]|hij[oa]|niet[oa]|herman[oa]|wife|husband|partner|girlfriend|boyfriend|son|daughter|brother|sister";
