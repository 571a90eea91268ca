/**
 * A wish, words that the bot does not understand, a question, and back. The same words at one step count as a machine's
 * after six times.
 */
const WISHES = [
  "quero marcar uma consulta",
  "quero agendar um horário",
  "gostaria de marcar",
  "preciso de uma consulta",
];
const QUESTIONS = ["quanto custa?", "qual o valor?", "qual é o preço da sessão?", "quanto fica a consulta?"];
const BACK = ["menu", "menu por favor", "menu agora", "menu obrigado"];
/** Without "ja": that is a word, and turns a pause for thought into something to worry about. */
const LETTERS = "bcdfghmkl";

/** Letters only, different for every number: names are captured as names, and no message is like another. */
const letters = (number: number) => [...String(number)].map((digit) => `${LETTERS[Number(digit) % 9]}a`).join("");

/**
 * What a contact says after the first "oi": a name, and then round after round. Each is answered by exactly one message and
 * asks for no slow work, which other engines do not do, so messages, turns and sends can be counted against each other.
 */
export function sayings(): () => string {
  let count = 0;
  return () => {
    const said = count++;
    if (said === 0) return `Maria ${letters(0)}`;
    const round = Math.floor((said - 1) / 4);
    const [wish, question, back] = [WISHES, QUESTIONS, BACK].map((words) => words[round % words.length]!);
    return [wish!, `${letters(round)} ${letters(round + 7)}`, question!, back!][(said - 1) % 4]!;
  };
}

/** How many sayings a contact has before a person would be called to so long a conversation. */
export const SAYINGS_MAX = 72;

export const phoneOf = (number: number) => `551195${String(1_000_000 + number)}`;
