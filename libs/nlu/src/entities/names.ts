import { readFileSync } from "node:fs";
import type { Language } from "../language-code.ts";
import { fold } from "../text/fold.ts";
import { isKnownWord } from "../text/spelling.ts";
import type { Reading } from "./reading.ts";

const WORDS_MAX = 6;
const PARTICLES: ReadonlySet<string> = new Set(["da", "de", "do", "das", "dos", "del", "la", "di", "van", "von"]);

interface NameWords {
  /** Behind these comes a name, whatever its case. */
  readonly introduced: RegExp;
  /** Behind these comes a name or something else: only a word that is none of `common` is one. */
  readonly perhaps: RegExp;
  /** Behind these stands the person whom the message is about: heard only where no name is introduced. */
  readonly about: RegExp;
  /** Behind these stands a person or anything else: only a well-known given name is one, and only where no other name is. */
  readonly known: RegExp;
  readonly common: ReadonlySet<string>;
}

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Given names so common that they are known even in small letters. */
const GIVEN = set(readFileSync(new URL("../../data/names/given.txt", import.meta.url), "utf8"));

/** Where in a text words stand that many people are called by, in whatever letters they are written: "a lívia e o bento" → 2, 12. */
export function givenNamesIn(text: string): readonly number[] {
  return [...text.matchAll(/[\p{L}\p{M}]{3,}/gu)].flatMap(({ index, 0: word }) =>
    GIVEN.has(fold(word)) ? [index] : [],
  );
}

/** Words that end a name, or show that what follows "sou" is none. */
const COMMON: Readonly<Record<Language, ReadonlySet<string>>> = {
  pt: set(`
    e mas eu ele ela voce vc vcs voces nos a o as os um uma uns umas que q qual quem quando onde como porque pq para pra p por com sem em no na nos nas
    ao aos ate desde sobre entre meu minha meus minhas seu sua dele dela queria quero gostaria preciso precisava posso pode poderia tenho tinha
    estou to tou ta esta sou era fui vou vai falo falando mae pai mamae papai esposa esposo marido mulher filha filho tia tio avo avó vovo irma irmao prima primo
    sogra madrasta padrasto madrinha namorada namorado noiva noivo cuidadora cuidador responsavel paciente cliente novo nova daqui aqui moro do da
    amiga amigo vizinha professora professor medica medico mesma propria propio proprio unica unico primeira primeiro responsavel titular moca moço moco menina menino senhora senhor pessoa psicologa psicologo secretaria secretario advogada enfermeira estudante aluno aluna dona dono
    representante vendedor vendedora consultor consultora fisioterapeuta fonoaudiologa psiquiatra recepcionista terapeuta pessoa mesmo mesma so tambem ja ainda nao sim
    muito mais bem tudo oi ola bom boa tarde noite dia obrigado obrigada hoje amanha ontem sexo idade anos ano cpf telefone tel celular email nascido nascida nasci nasceu data
    autista deficiente diabetico hipertensa hipertenso gravida gestante casada casado solteira solteiro divorciada aposentada aposentado brasileira brasileiro estrangeira
    particular unimed bradesco amil convenio plano empresa clinica escola casa consulta marcar remarcar cancelar confirmar agendar atendimento
    ansiosa ansioso depressiva depressivo bipolar assim totalmente super agora depois desculpa dependente titular ex recem interessada interessado capaz obrigada grata grato
    tem vim liguei falei marquei agendei paguei recebi vi quis consegui mandei ligo escrevo ligando mandando escrevendo aguardo atendem atende aceita faz fazem me se ser ter ver saber prazer pf pfv tb tbm qro qria kero la ai alo vo vovó neto neta sobrinho sobrinha net psicopedagoga neuropsicologa nutricionista
    quanto quantos quanta quantas qto custa custam numero contato nome completo sobre cade gente fono psico psi acompanhante maior menor pais feliz triste doente candidata candidato formada formado
    terapia sessao horario avaliacao laudo relatorio atestado recibo receita declaracao nota boleto retorno casal crianca criancas adulto adultos tdah tea autismo depressao ansiedade online presencial pix cartao
    segunda terca quarta quinta sexta sabado domingo manha natal pascoa carnaval feriado semana mes
    sulamerica hapvida cassi porto saude bradesco golden notredame intermedica rua avenida bairro sao santa santo brasil uber whatsapp instagram facebook zoom google meet deus jesus favor gentileza avaliacoes
    ninguem alguem outro outra proxima proximo ultima ultimo essa esse esta este isso vaga adolescente idoso grupo dr dra doutor doutora neuro neuropsico neuropsicologica psicologia psiquiatria fonoaudiologia nutricao
    urgente urgencia fui foi vai mora fica faco fazer ir vir dar dor medo vontade pena`),
  es: set(`
    y pero yo el ella usted que quien cuando donde como porque para por con sin en mi mis su sus quiero quisiera necesito puedo tengo tenia estoy soy era fui voy hablo
    madre padre mama papa esposa esposo hija hijo tia tio abuela abuelo hermana hermano paciente cliente nuevo nueva de del la las los un una no si muy mas hola buenas buenos
    hoy manana ayer cpf telefono correo nacido nacida naci fecha autista embarazada mayor menor responsable amiga amigo profesora profesor medico medica psicologa psicologo
    cuanto cuanta cuesta cuestan vendedor representante interesada interesado extranjera extranjero tambien gracias
    es se me te le les nos lo al este esta ese esa todo toda todos cita turno sesion hora consulta terapia informe receta particular seguro convenio urgente favor porfa manana tarde noche lunes martes miercoles jueves viernes
    sabado domingo alguien persona robot clinica trabajo escuela colegio caso momento dia semana mes adultos ninos pareja ansiedad depresion online virtual
    psiquiatra fonoaudiologa neuropsicologia psicologia psiquiatria autismo tdah no necesita esta va tiene quiere puede hay otra otro`),
  en: set(`
    and but i he she you that who when where how because for with without in my his her want would need can have had am is was are mother mom father dad wife husband daughter son aunt uncle
    grandmother sister brother patient client new here calling writing looking from a an the not sorry just also very so having interested trying sick sad happy fine good ok okay
    today tomorrow cpf phone email born date pregnant autistic older responsible friend teacher doctor psychologist nurse secretary sales rep going thinking feeling afraid scared depressed anxious
    at on to of wondering running late unable available free worried about tired done dying bleeding really still his hers going planning asking sure in looking currently
    please thanks thank my her his our your their me us them it this that these those which what whom one two we they if or no yes hi hello hey good best well more next first last session sessions appointment
    appointments slot therapy therapist adhd autism anxiety depression speech assessment evaluation report couples couple kids children adults work school clinic insurance health plan online zoom payment card
    will can could be been do does did has having monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night noon january february march july august september october november december christmas easter english spanish portuguese free ready off away back home
    human robot bot person someone anyone everyone somebody nobody driving killing dying interested urgent important not great nice over under all any some doing getting only about again right there`),
};

const NAMES: Readonly<Record<Language, NameWords>> = {
  pt: {
    introduced:
      /(?<![a-z])(?:(?:o )?(?:meu )?nome (?:completo )?(?:d(?:o|a|ele|ela|e)(?: [a-z]{2,12}){0,3} )?(?:e|eh|seria)|nome(?: completo)?(?: d[oa] [a-z]{3,12})? ?[:=-]|nome completo|me chamo|mi chamo|(?:ele|ela|filh[oa]|paciente|que|bebe) (?:se )?chama(?:-se)?|se chama|chama-se|chama|pode me chamar de|me chamam de|paciente ?:|assinado:?|fala (?:e|eh)(?: [oa])?|aqui fala (?:o|a)|(?:aqui|aki|aq) (?:quem (?:fala|ta falando|esta falando) )?(?:e|eh) (?:o|a)|sou (?:o|a)|falo em nome d[oae]|(?:em|no) nome d[oae]|paciente (?:e|eh|sera|seria) (?:o|a)|quem (?:fala|ta falando|esta falando)(?: aqui)? (?:e|eh) (?:o|a)|chamo-me|att[.,:]?|ass[.:])[: ]+(?:(?:o|a) )?/g,
    perhaps:
      /(?<![a-z])(?:(?:eu )?sou (?:(?:o|a) )?|(?:aqui|aki) (?:e|eh|é) |(?:aqui|aki) (?:o|a) |quem (?:fala|escreve) (?:e|eh) |(?:meu )?nome |(?:ele|ela|paciente) (?:e|eh) (?:(?:o|a) )?|(?:e|eh) (?:o|a) (?=[a-z]{3,15}(?: [a-z]{3,15})?[,.]? (?:mae|pai|filh[ao]|esposa|da consulta|paciente|aqui)(?![a-z]))|(?:atenciosamente|abracos?|abs|obrigad[oa]|grat[oa]|cordialmente)[,.!]? (?=[a-z]{2,15}(?: [a-z]{2,15}){0,3}[ .!]*$))/g,
    about:
      /(?<![a-z])(?:d(?:ona|\.) |(?:minha|meu|nossa|nosso|mh|d[oa]|mae d[oa]s?|pai d[oa]s?) (?:filh[oa]|filhinh[oa]|espos[oa]|marido|mae|pai|irma|irmao|net[oa]|sobrinh[oa]|menin[oa]|garot[oa]|guri|guria|enteado|enteada|afilhad[oa]|avo|vo|sogr[oa]|nora|genro|cunhad[oa]|prim[oa]|ti[oa]|bebe|caçula|cacula|namorad[oa]|companheir[oa]|pacient[ea]|crianca)(?: mais (?:nov[oa]|velh[oa])| cacula)?,? (?:(?:o|a) )?|(?:consulta|sessao|horario|avaliacao|retorno|vaga|terapia|laudo|relatorio|atestado|recibo|receita|declaracao|nota|boleto|exame|cadastro|ficha|agendamento|presenca|comparecimento|marcar|agendar|desmarcar|cancelar|remarcar|confirmar|reagendar|responsavel|mae|pai|avo|esposa|marido|irma|irmao|falar|no lugar|acompanhante) (?:d[oa]|pel[oa]|pr[oa]|para (?:o|a)) |pacient[ea],? |(?:consulta|sessao|vaga|horario|avaliacao|fono|psico|terapia) (?:pra|para|p) )/g,
    known:
      /(?<![a-z])(?:(?:^|[,.!?;] ?|que |se |q |pra |pro |para |para (?:o|a) |quando )(?:o|a) (?=[a-z]{2,15}(?: [a-z]{2,15}){0,2} (?:nao|n|nn|ja|so|vai|vem|foi|ta|esta|precis\w+|tem|pode|quer|mudou|adoeceu|tava|fez|faz|ir|vir|ter|fazer|continua|marcou|confirma)(?![a-z]))|^(?:(?:oi+|ola|bom dia|boa tarde|boa noite|opa)[ ,.!]+){0,2}(?=[a-z]{2,15}(?: [a-z]{2,15}){0,3}(?: (?:aqui|falando)[ ,.!]*|[ ,.!]+(?:¤|nascid|mae d|pai d|espos[oa] d|cpf|gostaria|quero|queria|preciso)))|(?:pra|para|p|pr[oa]|com) (?:[oa] )?)/g,
    common: COMMON.pt,
  },
  es: {
    introduced:
      /(?<![a-z])(?:(?:mi )?nombre (?:completo )?(?:del paciente |de mi hij[oa] )?es|su nombre es|nombre(?: completo)?:|me llamo|se llama|[tl]es? habla|aqui (?:habla|es)|[tl]es? (?:escribe|saluda)|a nombre de|en nombre de|paciente:|me dicen|me pueden llamar|llamame)[: ]+(?:(?:el|la) )?/g,
    perhaps:
      /(?<![a-z])(?:(?:yo )?soy (?:(?:el|la) )?|aqui |(?:mi )?nombre |(?:el|ella|(?:el|la) paciente) es |(?:atentamente|saludos|gracias|atte)[,.!]? (?=[a-z]{2,15}(?: [a-z]{2,15}){0,3}[ .!]*$))/g,
    about:
      /(?<![a-z])(?:(?:mi|nuestr[oa]) (?:hij[oa]|hijit[oa]|niet[oa]|espos[oa]|marido|mujer|madre|padre|mama|papa|herman[oa]|sobrin[oa]|nene|nena|nin[oa]|bebe|abuel[oa]|suegr[oa]|ti[oa]|prim[oa]|novi[oa])(?: (?:mayor|menor))?,? |(?:cita|turno|sesion|hora|consulta|evaluacion|informe|receta|certificado|constancia|factura|recibo|asistencia|mama|madre|papa|padre|espos[oa]|herman[oa]) (?:de|del|para) (?:(?:la|el) )?|paciente )/g,
    known:
      /(?<![a-z])(?:^(?:(?:hola|buenas(?: tardes| noches)?|buenos dias|buen dia)[ ,.!]+){0,2}(?=[a-z]{2,15}(?: [a-z]{2,15}){0,3}(?: (?:aqui|por aca|no|va|vendra|ya|esta|tiene|necesita|quiere)|[ ,.!]+(?:¤|nacid|mama de|papa de)))|(?:para|que|si|con) (?:(?:el|la) )?)/g,
    common: COMMON.es,
  },
  en: {
    introduced:
      /(?<![a-z])(?:(?:(?:my|his|her|the patient'?s|my son'?s|my daughter'?s)(?: full)? )?name(?:'?s| is)|full name:?|name:|patient:|i am called|i go by|call me|(?:he|she)(?: is|'s) called)[: ]+/g,
    perhaps:
      /(?<![a-z])(?:i'?m |im |i am |this is |it'?s |it is |(?:he|she) is named |named |called |speaking:? |(?:regards|thanks|thank you|sincerely|best)[,.!]? (?=[a-z]{2,15}(?: [a-z]{2,15}){0,2}[ .!]*$))/g,
    about:
      /(?<![a-z])(?:(?:my|our) (?:(?:older|younger|little|elder|big) )?(?:son|daughter|kid|child|boy|girl|wife|husband|partner|mother|father|mom|mum|dad|brother|sister|grandson|granddaughter|grandma|grandpa|nephew|niece|boyfriend|girlfriend|aunt|uncle|stepson|stepdaughter),? |(?:appointment|session|slot|therapy|booking|assessment|evaluation|refill|report|letter|receipt|certificate|note|invoice|prescription|visit|checkup|consultation|confirm|confirming|cancel|reschedule|book|booked) (?:for|of) |patient |(?:mother|father|mom|mum|dad|wife|husband|sister|brother) of |(?:confirm|confirming|cancel|move|reschedule|change|book|for|about|of|is) (?=[a-z]{2,15}(?: [a-z]{2,15})?'s? (?:appointment|session|slot|booking|therapy|visit|report|assessment|evaluation|prescription|receipt)))/g,
    known:
      /(?<![a-z])(?:(?:^|[,.!?;] ?|that |if )(?=[a-z]{2,15}(?: [a-z]{2,15})? (?:will|won't|wont|can't|cant|can|is|isn't|has|needs|would|could|here)(?![a-z]))|^(?:(?:hi|hello|hey|good morning|good afternoon|good evening)[ ,.!]+){0,2}(?=[a-z]{2,15}(?: [a-z]{2,15}){0,2}[ ,.!]+(?:here|¤|born))|(?:for|with) )/g,
    common: COMMON.en,
  },
};

/** Names only where the text introduces one, or where the whole message was asked to be one. */
export function readNames(reading: Reading): void {
  const { introduced, perhaps, about, known, common } = NAMES[reading.lang];
  const behind = (pattern: RegExp, sure: Sureness) =>
    reading.each(pattern, (match) => takeName(reading, match.index + match[0].length, common, sure));
  const named = () => reading.found.some(({ type }) => type === "name");
  behind(introduced, "certain");
  behind(perhaps, "likely");
  // A patient who asks back has not given a name, and a relative's name is not their own.
  const asked = reading.expecting === "name";
  if (!asked && !named()) readSigned(reading, common);
  if (!asked && !named()) behind(about, "likely");
  if (!asked && !named()) behind(known, "known");
  const confirming = reading.expecting === "name_confirmation";
  if ((asked || confirming) && !named() && !/\?\s*$/.test(reading.text)) {
    const from =
      /^[^a-z]*(?:(?:oi|ola|bom dia|boa tarde|boa noite|sim|e|eh|hola|hi|hello)[ ,.!]+){0,3}(?:(?:o|a) )?/.exec(
        reading.rest,
      );
    // Where a name is read back the answer is most often no name: "positivo".
    takeName(reading, from?.[0].length ?? 0, common, asked ? "certain" : "known");
  }
}

/** Two to six words between marks or values, as a signature or a form filled in: "… por favor. Márcio Leal, 02/11/1974". */
const SIGNED =
  /(?<=[.,;:!?¤] ?|^|\n)(?:dra?\.? )?(?=[a-z'’]{2,20}(?: (?:d[aeo]s?|del|de la|e)(?= ))?(?: [a-z'’]{2,20}){1,4} ?(?:[.,;!(¤\n]|$))/g;

function readSigned(reading: Reading, common: ReadonlySet<string>): void {
  reading.each(SIGNED, (match) => {
    const start = match.index + match[0].length;
    const segment = /^[^.,;!(¤\n]*/.exec(reading.rest.slice(start))?.[0].trimEnd() ?? "";
    const words = segment.split(" ");
    const isName = words.every((word, at) => {
      const place = start + words.slice(0, at).join(" ").length + (at > 0 ? 1 : 0);
      return at > 0 && PARTICLES.has(word) ? true : capital(reading.text, place) && !common.has(word);
    });
    const isBesideValue =
      /¤[ ,.;-]*$/.test(reading.rest.slice(0, match.index)) ||
      /^[ ,.;-]*¤/.test(reading.rest.slice(start + segment.length));
    if (isName && (GIVEN.has(words[0]!) || isBesideValue)) takeName(reading, start, common, "likely");
  });
}

const WORD = /^[a-z][a-z'’.-]*/;

/** "sou a dona Lurdes": the title is no part of the name. */
const TITLES = /^(?:dona|seu|sr\.?|sra\.?|senhora?|dra?\.?|doutora?|prof\.?|professora?) (?=[a-z]{3})/;

/** "certain": a name follows. "likely": a capital or a well-known name tells that one does. "known": only a well-known one does. */
type Sureness = "certain" | "likely" | "known";

function takeName(reading: Reading, from: number, common: ReadonlySet<string>, sure: Sureness): void {
  const words: { start: number; end: number }[] = [];
  const titles = reading.lang === "pt" ? TITLES.exec(reading.rest.slice(from, from + 24)) : null;
  let at = from + (titles?.[0].length ?? 0);
  while (words.length < WORDS_MAX) {
    const found = WORD.exec(reading.rest.slice(at, at + 40));
    if (!found) break;
    const owner = reading.lang === "en" ? /['’]s$/.exec(found[0]) : null;
    const word = found[0].slice(0, owner?.index).replace(/[.'’-]+$/, "");
    const particle = words.length > 0 && PARTICLES.has(word);
    const particleE =
      words.length > 0 &&
      word === "e" &&
      capital(reading.text, at + 2) &&
      capital(reading.text, words[0]?.start ?? at) &&
      words.length > 1;
    if (
      !particle &&
      !particleE &&
      (common.has(word) || (words.length > 0 && !continues(reading, at, words[0]?.start ?? at, word, sure)))
    )
      break;
    if (words.length === 0 && sure !== "certain" && !GIVEN.has(word) && (sure === "known" || !plausible(reading, at)))
      return;
    words.push({ start: at, end: at + word.length });
    at += found[0].length;
    if (owner || (found[0].length > word.length && !found[0].endsWith("'"))) break;
    if (reading.rest[at] !== " ") break;
    at++;
  }
  while (words.length > 0 && PARTICLES.has(reading.rest.slice(words.at(-1)!.start, words.at(-1)!.end))) words.pop();
  const last = words.at(-1);
  const first = words[0];
  if (!last || !first || first.end - first.start < 2) return;
  const known = GIVEN.has(reading.rest.slice(first.start, first.end));
  reading.take("name", titled(reading.text.slice(first.start, last.end)), first.start, last.end, known);
}

const capital = (text: string, at: number) => /\p{Lu}/u.test(text[at] ?? "");

/** A name that began with a capital goes on with capitals; one in small letters ends where everyday words begin. */
const continues = (reading: Reading, at: number, from: number, word: string, sure: Sureness) =>
  capital(reading.text, from)
    ? capital(reading.text, at)
    : sure === "certain" || GIVEN.has(word) || !isKnownWord(word, reading.lang);

/** "sou ansiosa" is no introduction: where nothing says so, a name that is not well known is written with a capital. */
const plausible = (reading: Reading, at: number) =>
  capital(reading.text, at) && !/^[A-Z\s]+$/.test(reading.text.slice(0, 40));

const titled = (name: string) =>
  name
    .split(/ +/)
    .map((word, index) => {
      const low = word.toLocaleLowerCase("pt-BR");
      if (index > 0 && (PARTICLES.has(low) || low === "e")) return low;
      return low.replace(
        /(^|['’-])(\p{L})/gu,
        (_, mark: string, letter: string) => mark + letter.toLocaleUpperCase("pt-BR"),
      );
    })
    .join(" ");
