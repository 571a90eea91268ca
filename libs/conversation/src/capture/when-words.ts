import { WEEKDAY } from "./days-in-full.ts";

/** Words of which at least one says when: days, parts of a day, hours. Portuguese, Spanish, English; without accents. */
export const DAY = `${WEEKDAY}|mon|tues?|wed|thurs?|fri|feriados?|amanha|hoje|hoy|today|tomorrow|pasado manana|depois de amanha`;
export const DAYTIME =
  "(?:hora|horario|intervalo|pausa) (?:do|del|de|de la) (?:almoco|almuerzo|comida|cena|janta|lanche)|lunch (?:hour|break|time)|manha|manhas|manhazinha|tarde|tardes|tardinha|tardezinha|tardecita|noite|noites|noitinha|almoco|manana|mananas|noche|noches|mediodia|meio dia|siestas?|entardecer|atardecer|anoitecer|anochecer|mornings?|afternoons?|evenings?|nights?|noon|lunch(?:time)?";
/** "May" alone is a word like others. */
export const MONTH =
  "janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|enero|febrero|marzo|mayo|junio|julio|septiembre|setiembre|octubre|noviembre|diciembre|january|february|(?:in|to|it|for|early|late|mid) (?:march|may)|april|june|july|august|september|october|november|december";
export const PART = `${DAYTIME}|cedo|temprano|early|late|expediente|horario comercial|semana|week(?:days?|ends?)?|cedinho|fi(?:m|nal|nalzinho) d[aeo] (?:semana|dia|tarde|manha)|fin(?:es|al)? de (?:la )?(?:semana|tarde|manana|dia)|mes que vem|quinzena|mes|month|dia \\d{1,2}|dias \\d{1,2}|\\d{1,2}/\\d{1,2}(?!/?\\d)`;
/** "1h a menos": by how much the clock of another place differs is no hour. */
const CLOCK =
  "\\d{1,2}(?::\\d{2}|h\\d{0,2}| ?hs?| horas?| ?[ap]\\.?m\\.?)(?! (?:a |de )?(?:menos|mais|atras|diferenca|diferencia|behind|ahead)(?![a-z]))|(?:as|a las|at|after|before|depois das?|antes das?|a partir das?|despues de las?|antes de las?|das?|ate as?|until|till|entre|from|between|desde las?) \\d{1,2}(?: (?:e|y|and|as?|to|ate|hasta) (?:as |las )?\\d{1,2}(?![\\d:h]))?";
/** "A partir de las siete": in words only behind what leads to an hour and to hardly anything else. */
const SPOKEN =
  "(?:depois das|antes das|a partir das|ate as|despues de las|antes de las|a partir de las|desde las|hasta las|a las|after|before|until|till) (?:duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|dos|cuatro|siete|ocho|nueve|diez|once|doce|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: e meia| y media| thirty)?(?! (?:d[aeo]s? )?(?:filh|crianc|pesso|vez|sess|hij|nin|person|veces|anos|years|sessions|kids|children|weeks|days|months|semanas|dias|mes))";
const WORKS =
  "trabalh[oa]|servico|escola|aulas?|plantao|turno|faculdade|expediente|almoco|janta[r]?|creche|academia|estagio|trabajo|escuela|colegio|clases?|almuerzo|cena|guardia|work|school|class(?:es)?|shift|lunch|dinner|nursery|uni(?:versity)?|college";
/** "Depois da escola", "antes del trabajo", "quando não estou de plantão": the day of who comes measures the hour. */
export const EVENT = `(?:depois|antes|apos|despues|luego|after|before|durante|during|fora|fuera|outside|quando|cuando|when|whenever|entre|between)(?: (?!e |y |and )[a-z]+){0,4}? (?:${WORKS})`;
export const HOUR = `${CLOCK}|${SPOKEN}`;
/** Greetings hold a part of the day and say nothing of when. */
export const GREETING =
  /(?<![a-z])(?:bom dia+|boa tarde+|boa noite+|buenos dias|buenas tardes|buenas noches|good (?:morning|afternoon|evening|night))(?![a-z])/g;
/** What is said here may be the opposite of the days that are named. */
export const NEGATED =
  /(?<![a-z])(?:nao|naum|n(?= (?:da|vai|vou|posso|consigo|pode|rola|serve|quero|tenho)(?![a-z]))|nunca|nem|not|never|can'?t|don'?t|no (?:puedo|podemos|me|puede))(?![a-z])/;
