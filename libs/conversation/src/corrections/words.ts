/** Words by which people put something right, in Portuguese, Spanish and English, in plain form: `*` stands for any ending. */
const LISTS = {
  /** Something that was said is taken back. */
  correcting: `
    errei|erramos|errado|errada|errados|engan*|confundi|troquei|corrig*|corrij*|na verdade|quer dizer|ou melhor|ali*s|reparo
    mudei|mudar|mude|muda|troca|trocar|troque|mudou|trocou|retific*|arrum*|conserta*|ajust*|botei|digitei|mal entendido|expressei mal
    equivoqu*|equivoc*|correg*|en realidad|mejor dicho|quise decir|cambi*|modific*|arregl*|quedo mal|puse mal|esta mal|perdon
    wrong|typo|mistake*|misread|misspel*|actually|i meant|correct|correction|change|changed|switch*|should be|should have|amend|fix
    hang on|wait a sec|not correct|meia verdade|pela metade|faltou|falta|faltam|missing|incomplet*`,
  /** What is named with it is not right, and nothing is said of how it should be. */
  wrong: `
    errei|errado|errada|errados|erradas|engan*|equivoqu*|equivoc*|incorret*|incorrect*|wrong|mistake*|typo|puse mal|esta mal|quedo mal
    botei mal|erro|error|falta|faltam|incomplet*|faltou|faltando|pela metade|not right|not correct`,
  /** Nothing is to be other than it is. */
  nothing:
    "nada|nothing|sem|sin|no need|nao precisa|ta tudo|esta tudo|tudo certo|todo bien|all good|all right|nenhum|nenhuma|ningun*",
  /** Says that what is named comes on top, or is so of somebody besides. */
  adding: `
    tambem|tb|tbm|tambien|too|as well|alem de|alem disso|alem do que|ademas|besides|also|in addition|on top|continua*|siguen valiendo
    sigue valiendo|still stand*|mais uma opcao`,
  /** Asks kindly for another value. */
  wishing: `
    prefiro|prefere|preferia|preferiria|prefiero|preferimos|prefer|rather|quero|queria|gostaria|quiero|quisiera|want|would like|i d like
    da pra|da para|daria|tem como|teria como|pode ser|poderia ser|pode passar|consegue*|possivel|posible|possible|puede ser|podria ser
    podriamos|pudieran|can we|could we|can i|could i|can it|could it|please|por favor|poe|bota|coloca|coloque|ponga|pon|put|joga|tem que ser
    tiene que ser|has to be|needs to be|mudar de ideia|mudei de ideia|instead`,
} as const;
type List = keyof typeof LISTS;

const listed = (text: string): readonly string[] =>
  text
    .split(/[|\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
/** Any of these words, as a part of a pattern for plain text. */
export const anyOf = (text: string): string => `(?:${listed(text).join("|").replaceAll("*", "[a-z]*")})`;
const PATTERNS = Object.fromEntries(
  Object.entries(LISTS).map(([name, text]) => [name, new RegExp(`(?:^| )${anyOf(text)}(?= |$)`)]),
) as Record<List, RegExp>;

/** Whether a text in plain form holds a word of the list. */
export const hasWord = (list: List, plain: string): boolean => PATTERNS[list].test(plain);

/** What each slot is called by the people whose values it holds. */
const SLOT_WORDS: Readonly<Record<string, string>> = {
  name: "meu nome|meu proprio nome|mi nombre|my name|my surname|meu sobrenome|mi apellido",
  patient_name: `
    nome del*|nome d[ao] [a-z]+|nome da crianca|nombre del nin*|nombre de [a-z]+|su nombre|his name|her name|their name|sobrenome del*
    his surname|her surname|apellido de [a-z]+|nome do paciente|nombre del paciente|patient s name`,
  birth_date: `
    nascimento|nasc|nasceu|nascid*|aniversario|data de nasc*|ano de nasc*|idade|nacimiento|nacio|naci|cumple|cumpleanos|edad|birth
    birthday|born|dob|age|year|ano|anio|minha data|mi fecha|my date|sou de|soy de|la mia es|nasci`,
  relation: "vinculo|parentesco|relacion|relationship|relation",
  service: "atendimento|servico|tratamento|especialidade|servicio|atencion|tratamiento|service|treatment",
  modality: "modalidade|modalidad|presencial ou|consultorio ou|format",
  insurance: "convenio|plano|plano de saude|carteirinha|seguro|obra social|prepaga|insurance|plan|cover",
  preference: "dia|dias|horario|horarios|hora|fecha|turno|day|days|time|times|schedule|slot",
  for_whom: "para quem|pra quem|paciente|para quien|who it s for|patient|quem vai ser atendid*",
};
const SLOT_PATTERNS = Object.entries(SLOT_WORDS).map(
  ([slot, text]) => [slot, new RegExp(`(?:^| )${anyOf(text)}(?= |$)`)] as const,
);

/** The slots that a text in plain form names. */
export const slotsNamed = (plain: string): readonly string[] =>
  SLOT_PATTERNS.flatMap(([slot, pattern]) => (pattern.test(plain) ? [slot] : []));
