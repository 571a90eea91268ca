import type { InEach } from "./language.ts";

/** Why the bot did what it did, by the Portuguese form. */
export const WHY_ROWS: Readonly<Record<string, Omit<InEach, "pt">>> = {
  "Era o começo de uma conversa, e o robô se apresentou.": {
    es: "Era el comienzo de una conversación, y el robot se presentó.",
    en: "A conversation began, and the bot introduced itself.",
  },
  "O paciente ficou em silêncio por muito tempo, e a conversa foi encerrada.": {
    es: "El paciente estuvo mucho tiempo en silencio, y la conversación se cerró.",
    en: "The patient was silent for long, and the conversation was closed.",
  },
  "O paciente não respondeu, e o robô perguntou se ainda estava ali.": {
    es: "El paciente no respondió, y el robot preguntó si seguía ahí.",
    en: "The patient did not answer, and the bot asked whether they were still there.",
  },
  "O paciente não respondeu a uma pergunta sobre um perigo, e a equipe foi avisada.": {
    es: "El paciente no respondió a una pregunta sobre un peligro, y se avisó al equipo.",
    en: "The patient did not answer a question about a danger, and the team was told.",
  },
  "Chegou a hora de um lembrete combinado na conversa.": {
    es: "Llegó la hora de un recordatorio acordado en la conversación.",
    en: "It was time for a reminder that was agreed on.",
  },
  "O lembrete acordou tarde demais para ajudar, e não foi enviado.": {
    es: "El recordatorio llegó demasiado tarde para ayudar, y no se envió.",
    en: "The reminder came too late to help, and was not sent.",
  },
  "Um temporizador antigo acordou; já não valia.": {
    es: "Saltó un temporizador antiguo; ya no valía.",
    en: "An old timer went off; it did not count any more.",
  },
  "Um temporizador acordou, mas já não havia o que fazer.": {
    es: "Saltó un temporizador, pero ya no había nada que hacer.",
    en: "A timer went off, but nothing was left to do.",
  },
  "O robô esperou um instante para ler juntas as mensagens enviadas em seguida.": {
    es: "El robot esperó un instante para leer juntos los mensajes seguidos.",
    en: "The bot waited a moment to read messages in quick succession together.",
  },
  "O paciente escrevia muito rápido; o robô esperou o fim da rajada para responder uma vez só.": {
    es: "El paciente escribía muy rápido; el robot esperó al final para responder una sola vez.",
    en: "The patient wrote very fast; the bot waited for the end to answer once.",
  },
  "A mesma mensagem chegou de novo, e já tinha sido tratada.": {
    es: "Llegó otra vez el mismo mensaje, que ya había sido tratado.",
    en: "The same message came again, and had been dealt with.",
  },
  "O paciente pediu o menu.": { es: "El paciente pidió el menú.", en: "The patient asked for the menu." },
  "O paciente pediu para voltar.": { es: "El paciente pidió volver.", en: "The patient asked to go back." },
  "O paciente disse que queria continuar, e o robô repetiu a pergunta.": {
    es: "El paciente dijo que quería continuar, y el robot repitió la pregunta.",
    en: "The patient wanted to go on, and the bot repeated the question.",
  },
  "O paciente pediu para parar, e o robô confirmou que não escreve mais.": {
    es: "El paciente pidió parar, y el robot confirmó que no escribe más.",
    en: "The patient asked to stop, and the bot confirmed that it writes no more.",
  },
  "O pedido de parar foi registrado.": { es: "Se registró el pedido de parar.", en: "The wish to stop was recorded." },
  "O paciente já tinha voltado quando o pedido de parar foi registrado.": {
    es: "El paciente ya había vuelto cuando se registró el pedido de parar.",
    en: "The patient was back already when the wish to stop was recorded.",
  },
  "O paciente tinha pedido para não receber mensagens do robô, e ele ficou calado.": {
    es: "El paciente había pedido no recibir mensajes del robot, y este se calló.",
    en: "The patient had asked for no messages from the bot, and it stayed silent.",
  },
  "O paciente voltou a querer mensagens do robô.": {
    es: "El paciente volvió a querer mensajes del robot.",
    en: "The patient wants messages from the bot again.",
  },
  "O paciente voltou a querer mensagens do robô, mas a conversa está com uma pessoa.": {
    es: "El paciente volvió a querer mensajes del robot, pero la conversación está con una persona.",
    en: "The patient wants messages from the bot again, but a person has the conversation.",
  },
  "O paciente escreveu algo que indica uma emergência: o robô mandou os números de ajuda e chamou a equipe.": {
    es: "El paciente escribió algo que indica una emergencia: el robot mandó los números de ayuda y llamó al equipo.",
    en: "The patient wrote of an emergency: the bot sent the helplines and called the team.",
  },
  "O paciente escreveu algo que pode ser um perigo, e o robô perguntou com cuidado.": {
    es: "El paciente escribió algo que puede ser un peligro, y el robot preguntó con cuidado.",
    en: "The patient wrote something that may be a danger, and the bot asked gently.",
  },
  "O paciente disse mais uma vez que não era uma emergência.": {
    es: "El paciente dijo otra vez que no era una emergencia.",
    en: "The patient said once more that it was no emergency.",
  },
  "O paciente disse que o perigo passou; a equipe foi avisada, e o robô voltou a ajudar.": {
    es: "El paciente dijo que el peligro pasó; se avisó al equipo, y el robot volvió a ayudar.",
    en: "The patient said that the danger is over; the team was told, and the bot is of use again.",
  },
  "O paciente disse que não era uma emergência.": {
    es: "El paciente dijo que no era una emergencia.",
    en: "The patient said it was no emergency.",
  },
  "O paciente disse que não era aquilo, e o robô repetiu a pergunta.": {
    es: "El paciente dijo que no era eso, y el robot repitió la pregunta.",
    en: "The patient said that was not it, and the bot repeated the question.",
  },
  "O robô não entendeu bem e ofereceu uma pessoa.": {
    es: "El robot no entendió bien y ofreció una persona.",
    en: "The bot did not understand and offered a person.",
  },
  "O paciente agradeceu, e o robô respondeu.": {
    es: "El paciente agradeció, y el robot respondió.",
    en: "The patient said thanks, and the bot answered.",
  },
  "O assunto já estava encerrado, e o robô disse como começar de novo.": {
    es: "El asunto ya estaba cerrado, y el robot dijo cómo empezar de nuevo.",
    en: "The matter was closed already, and the bot said how to begin anew.",
  },
  "O paciente voltou depois de parar no meio, e o robô perguntou se queria continuar.": {
    es: "El paciente volvió tras parar a medias, y el robot preguntó si quería continuar.",
    en: "The patient came back after stopping midway, and the bot asked whether to go on.",
  },
  "O paciente escreveu o que queria logo de início, e o robô seguiu dali.": {
    es: "El paciente escribió desde el inicio lo que quería, y el robot siguió de ahí.",
    en: "The patient wrote at once what they wanted, and the bot went on from there.",
  },
  "A mensagem ficou parada por horas, e a equipe foi chamada em vez de uma resposta atrasada.": {
    es: "El mensaje estuvo parado horas, y se llamó al equipo en vez de responder tarde.",
    en: "The message was held up for hours, and the team was called instead of a late answer.",
  },
  "Este contato já conversava com a clínica antes do robô, e ficou com a equipe.": {
    es: "Este contacto ya hablaba con la clínica antes del robot, y quedó con el equipo.",
    en: "This contact wrote with the clinic before the bot did, and stays with the team.",
  },
  "Este contato já conversava com a clínica antes do robô.": {
    es: "Este contacto ya hablaba con la clínica antes del robot.",
    en: "This contact wrote with the clinic before the bot did.",
  },
  "A conversa estava em andamento com a equipe antes do robô.": {
    es: "La conversación ya estaba en curso con el equipo antes del robot.",
    en: "The conversation was under way with the team before the bot began.",
  },
  "Uma pessoa assumiu a conversa, e o robô se calou.": {
    es: "Una persona asumió la conversación, y el robot se calló.",
    en: "A person took over, and the bot fell silent.",
  },
  "O tempo da pessoa acabou sem novas mensagens, e o robô voltou.": {
    es: "Se acabó el tiempo de la persona sin mensajes nuevos, y el robot volvió.",
    en: "The person's time ended without new messages, and the bot is back.",
  },
  "A conversa foi devolvida ao robô.": {
    es: "La conversación se devolvió al robot.",
    en: "The conversation was given back to the bot.",
  },
  "A conversa foi devolvida, mas já era do robô.": {
    es: "La conversación se devolvió, pero ya era del robot.",
    en: "The conversation was given back, but was the bot's already.",
  },
  "O robô foi pausado nesta conversa.": {
    es: "El robot fue pausado en esta conversación.",
    en: "The bot was paused in this conversation.",
  },
  "A conversa está com uma pessoa, e o robô ficou calado.": {
    es: "La conversación está con una persona, y el robot se calló.",
    en: "A person has the conversation, and the bot stayed silent.",
  },
  "O robô está pausado nesta conversa e ficou calado.": {
    es: "El robot está pausado en esta conversación y se calló.",
    en: "The bot is paused in this conversation and stayed silent.",
  },
  "O robô está desligado; a mensagem ficou para a equipe.": {
    es: "El robot está apagado; el mensaje quedó para el equipo.",
    en: "The bot is off; the message is left to the team.",
  },
  "Uma pessoa da equipe escreveu esta mensagem.": {
    es: "Una persona del equipo escribió este mensaje.",
    en: "Someone of the team wrote this message.",
  },
  "O robô não conseguiu tratar uma mensagem e chamou a equipe; a conversa espera por quem opera o sistema.": {
    es: "El robot no pudo tratar un mensaje y llamó al equipo; la conversación espera a quien opera el sistema.",
    en: "The bot could not deal with a message and called the team; the conversation waits for the operators.",
  },
  "Pediram para retomar uma conversa que não estava parada.": {
    es: "Pidieron reanudar una conversación que no estaba parada.",
    en: "A conversation was to be resumed that was not parked.",
  },
  "A conversa está parada; a mensagem espera até ser retomada.": {
    es: "La conversación está parada; el mensaje espera a que se reanude.",
    en: "The conversation is parked; the message waits until it goes on.",
  },
  "A conversa parada foi retomada.": {
    es: "Se reanudó la conversación parada.",
    en: "The parked conversation goes on.",
  },
  "Este contato continua em outra conversa, da mesma pessoa.": {
    es: "Este contacto sigue en otra conversación, de la misma persona.",
    en: "This contact goes on in another conversation of the same person.",
  },
  "Este contato e outro são a mesma pessoa; a conversa continua na outra.": {
    es: "Este contacto y otro son la misma persona; la conversación sigue en la otra.",
    en: "This contact and another are one person; the conversation goes on in the other.",
  },
  "A conversa de outro contato da mesma pessoa continua aqui.": {
    es: "La conversación de otro contacto de la misma persona sigue aquí.",
    en: "The conversation of another contact of the same person goes on here.",
  },
  "A união com outro contato foi desfeita.": {
    es: "Se deshizo la unión con otro contacto.",
    en: "The merge with another contact was undone.",
  },
  "O paciente ligou, e o robô pediu que escrevesse.": {
    es: "El paciente llamó, y el robot le pidió que escribiera.",
    en: "The patient called, and the bot asked them to write.",
  },
  "O paciente ligou de novo; o robô já tinha respondido.": {
    es: "El paciente llamó de nuevo; el robot ya había respondido.",
    en: "The patient called again; the bot had answered already.",
  },
  "O paciente ligou enquanto o robô estava calado.": {
    es: "El paciente llamó mientras el robot estaba callado.",
    en: "The patient called while the bot was silent.",
  },
  "O paciente mandou um áudio, que foi enviado para ser transcrito.": {
    es: "El paciente mandó un audio, que se envió a transcribir.",
    en: "The patient sent a voice message, which was sent to be written down.",
  },
  "A transcrição do áudio chegou quando o robô já estava calado.": {
    es: "La transcripción del audio llegó cuando el robot ya estaba callado.",
    en: "The voice message was written down when the bot was silent already.",
  },
  "Chegou uma resposta que ninguém mais esperava.": {
    es: "Llegó una respuesta que ya no se esperaba.",
    en: "An answer came that was no longer awaited.",
  },
  "Não se sabia se a pergunta tinha chegado, e ela foi enviada mais uma vez.": {
    es: "No se sabía si la pregunta había llegado, y se envió una vez más.",
    en: "It was not known whether the question had arrived, and it was sent once more.",
  },
  "A equipe já foi chamada; o robô passou adiante o que o paciente acrescentou.": {
    es: "El equipo ya fue llamado; el robot pasó lo que el paciente agregó.",
    en: "The team has been called; the bot passed on what the patient added.",
  },
  "A equipe já foi chamada; o robô disse que o pedido está com ela.": {
    es: "El equipo ya fue llamado; el robot dijo que el pedido está con él.",
    en: "The team has been called; the bot said that the request is with them.",
  },
  "A equipe já foi chamada há algum tempo; o robô pediu desculpas e lembrou a equipe.": {
    es: "El equipo fue llamado hace un rato; el robot pidió disculpas y se lo recordó al equipo.",
    en: "The team was called a while ago; the bot apologised and reminded the team.",
  },
  "O paciente tem pressa; o robô avisou a equipe de novo, com prioridade.": {
    es: "El paciente tiene prisa; el robot avisó otra vez al equipo, con prioridad.",
    en: "The patient is in a hurry; the bot told the team again, with priority.",
  },
  "A equipe já foi chamada e a clínica está fechada; o robô disse quando abre.": {
    es: "El equipo ya fue llamado y la clínica está cerrada; el robot dijo cuándo abre.",
    en: "The team has been called and the clinic is closed; the bot said when it opens.",
  },
  "O paciente disse que já resolveu; o robô avisou a equipe e encerrou.": {
    es: "El paciente dijo que ya lo resolvió; el robot avisó al equipo y terminó.",
    en: "The patient said that it is solved; the bot told the team and ended.",
  },
  "O paciente não precisa mais do que pediu; o robô avisou a equipe e encerrou.": {
    es: "El paciente ya no necesita lo que pidió; el robot avisó al equipo y terminó.",
    en: "The patient no longer needs what was asked for; the bot told the team and ended.",
  },
  "O paciente desistiu de esperar; o robô pediu desculpas e avisou a equipe.": {
    es: "El paciente se cansó de esperar; el robot pidió disculpas y avisó al equipo.",
    en: "The patient gave up waiting; the bot apologised and told the team.",
  },
  "A equipe já foi chamada; o robô avisou que passou a mensagem adiante.": {
    es: "El equipo ya fue llamado; el robot avisó que pasó el mensaje.",
    en: "The team has been called; the bot said that it passed the message on.",
  },
  "A equipe já foi chamada, e o paciente já sabe disso; o robô ficou calado.": {
    es: "El equipo ya fue llamado, y el paciente lo sabe; el robot se calló.",
    en: "The team has been called, and the patient knows; the bot stayed silent.",
  },
  "A equipe já foi chamada; o paciente só conversou, e o robô ficou calado.": {
    es: "El equipo ya fue llamado; el paciente solo conversó, y el robot se calló.",
    en: "The team has been called; the patient only chatted, and the bot stayed silent.",
  },
  "A equipe já foi chamada, e o robô já tinha respondido o bastante.": {
    es: "El equipo ya fue llamado, y el robot ya había respondido lo suficiente.",
    en: "The team has been called, and the bot had answered enough.",
  },
  "A equipe foi chamada por causa de um perigo; o robô já tinha respondido há pouco.": {
    es: "El equipo fue llamado por un peligro; el robot acababa de responder.",
    en: "The team was called because of a danger; the bot had just answered.",
  },
  "A equipe foi chamada por causa de um perigo; o robô repetiu onde há ajuda agora.": {
    es: "El equipo fue llamado por un peligro; el robot repitió dónde hay ayuda ahora.",
    en: "The team was called because of a danger; the bot repeated where there is help now.",
  },
  "O paciente perguntou algo para o qual o robô não tem resposta, e a pergunta foi para a equipe.": {
    es: "El paciente preguntó algo que el robot no sabe, y la pregunta fue al equipo.",
    en: "The patient asked something the bot cannot answer, and the question went to the team.",
  },
  "O paciente quis {what}, e o robô respondeu com o que a clínica informou.": {
    es: "El paciente quiso {what}, y el robot respondió con lo que informó la clínica.",
    en: "The patient wanted {what}, and the bot answered with what the clinic has said.",
  },
  "O paciente fez uma pergunta, e o robô respondeu com o que a clínica informou.": {
    es: "El paciente hizo una pregunta, y el robot respondió con lo que informó la clínica.",
    en: "The patient asked a question, and the bot answered with what the clinic has said.",
  },
  "O robô chamou a equipe: {reason}.": {
    es: "El robot llamó al equipo: {reason}.",
    en: "The bot called the team: {reason}.",
  },
  "O robô não tinha certeza se o paciente queria {what}, e perguntou.": {
    es: "El robot no estaba seguro de si el paciente quería {what}, y preguntó.",
    en: "The bot was not sure whether the patient wanted {what}, and asked.",
  },
  "O robô não tinha certeza do que o paciente queria, e perguntou.": {
    es: "El robot no estaba seguro de lo que quería el paciente, y preguntó.",
    en: "The bot was not sure what the patient wanted, and asked.",
  },
  "O paciente corrigiu o que tinha dito ({values}), e o robô anotou.": {
    es: "El paciente corrigió lo que había dicho ({values}), y el robot lo anotó.",
    en: "The patient corrected what they had said ({values}), and the bot noted it.",
  },
  "O paciente continuou de onde tinha parado.": {
    es: "El paciente siguió desde donde había parado.",
    en: "The patient went on from where they had stopped.",
  },
  "O paciente pediu para mudar de idioma.": {
    es: "El paciente pidió cambiar de idioma.",
    en: "The patient asked for another language.",
  },
  "O robô soube o que aconteceu com uma mensagem enviada antes.": {
    es: "El robot supo qué pasó con un mensaje enviado antes.",
    en: "The bot learned what became of a message sent before.",
  },
  "Foi só registrado, sem resposta.": {
    es: "Solo se registró, sin respuesta.",
    en: "It was only recorded, without an answer.",
  },
  "O paciente editou uma mensagem, e o robô leu a nova versão.": {
    es: "El paciente editó un mensaje, y el robot leyó la nueva versión.",
    en: "The patient edited a message, and the bot read the new version.",
  },
  "O paciente quis {what}, e o robô foi para esse assunto, esteja onde estiver a conversa.": {
    es: "El paciente quiso {what}, y el robot fue a ese asunto, esté donde esté la conversación.",
    en: "The patient wanted {what}, and the bot went to that, wherever the conversation stood.",
  },
  "O que o paciente disse leva a outro assunto, esteja onde estiver a conversa.": {
    es: "Lo que dijo el paciente lleva a otro asunto, esté donde esté la conversación.",
    en: "What the patient said leads to another matter, wherever the conversation stands.",
  },
  "Um temporizador acordou antes da hora e foi armado de novo.": {
    es: "Un temporizador saltó antes de hora y se armó de nuevo.",
    en: "A timer went off early and was set again.",
  },
  "Valeu uma regra do fluxo da clínica.": {
    es: "Valió una regla del flujo de la clínica.",
    en: "A rule of the clinic's flow applied.",
  },
  "Na pergunta “{step}”, {what}.": { es: "En la pregunta “{step}”, {what}.", en: "At the question “{step}”, {what}." },
  "Neste ponto da conversa, {what}.": {
    es: "En este punto de la conversación, {what}.",
    en: "At this point of the conversation, {what}.",
  },
  "o paciente respondeu, e a resposta foi anotada": {
    es: "el paciente respondió, y se anotó la respuesta",
    en: "the patient answered, and the answer was noted",
  },
  "o robô não entendeu a resposta e perguntou de outro jeito": {
    es: "el robot no entendió la respuesta y preguntó de otro modo",
    en: "the bot did not understand the answer and asked in another way",
  },
  "veio algo que não é texto (foto, áudio…), e o robô pediu a resposta por escrito": {
    es: "llegó algo que no es texto (foto, audio…), y el robot pidió la respuesta por escrito",
    en: "something came that is no text (photo, voice…), and the bot asked for a written answer",
  },
  "o paciente só conversou; o robô foi gentil e repetiu a pergunta": {
    es: "el paciente solo conversó; el robot fue amable y repitió la pregunta",
    en: "the patient only chatted; the bot was kind and repeated the question",
  },
  "o paciente tocou num botão antigo, e o robô repetiu a pergunta atual": {
    es: "el paciente tocó un botón antiguo, y el robot repitió la pregunta actual",
    en: "the patient tapped an old button, and the bot repeated the open question",
  },
  "o robô ainda esperava uma informação": {
    es: "el robot aún esperaba una información",
    en: "the bot was still waiting for something it looked up",
  },
  "a informação procurada foi encontrada": {
    es: "se encontró la información buscada",
    en: "what was looked up was found",
  },
  "a informação procurada não foi encontrada": {
    es: "no se encontró la información buscada",
    en: "what was looked up was not found",
  },
  "a informação procurada não pôde ser buscada": {
    es: "no se pudo buscar la información",
    en: "it could not be looked up",
  },
  "o robô não entendeu e pediu uma segunda leitura das palavras": {
    es: "el robot no entendió y pidió una segunda lectura de las palabras",
    en: "the bot did not understand and asked for a second reading of the words",
  },
  "o paciente disse que há perigo agora": {
    es: "el paciente dijo que hay peligro ahora",
    en: "the patient said there is danger now",
  },
  "o paciente disse que o perigo já passou": {
    es: "el paciente dijo que el peligro ya pasó",
    en: "the patient said the danger is over",
  },
  "o robô seguiu pelo sentido do que o paciente disse": {
    es: "el robot siguió el sentido de lo que dijo el paciente",
    en: "the bot went by the sense of what the patient said",
  },
  "o robô seguiu por um dado que o paciente informou": {
    es: "el robot siguió por un dato que dio el paciente",
    en: "the bot went by something the patient told",
  },
  "o robô seguiu pelas palavras que o paciente usou": {
    es: "el robot siguió las palabras que usó el paciente",
    en: "the bot went by the words the patient used",
  },
  "o robô seguiu pelo que o paciente respondeu": {
    es: "el robot siguió por lo que respondió el paciente",
    en: "the bot went by what the patient answered",
  },
  "o paciente escolheu “{choice}”": { es: "el paciente eligió “{choice}”", en: "the patient chose “{choice}”" },
  "o paciente escolheu uma das opções": {
    es: "el paciente eligió una de las opciones",
    en: "the patient chose one of the options",
  },
  "O paciente escreveu enquanto o sistema estava fora do ar, e o robô pediu que escrevesse de novo.": {
    es: "El paciente escribió mientras el sistema estaba fuera de servicio, y el robot le pidió que escribiera de nuevo.",
    en: "The patient wrote while the system was down, and the bot asked them to write again.",
  },
  "O paciente escreveu enquanto o sistema estava fora do ar, e a equipe foi avisada.": {
    es: "El paciente escribió mientras el sistema estaba fuera de servicio, y se avisó al equipo.",
    en: "The patient wrote while the system was down, and the team was told.",
  },
  "Outra mensagem se perdeu enquanto o sistema estava fora do ar; o robô já tinha pedido que escrevesse de novo.": {
    es: "Otro mensaje se perdió mientras el sistema estaba fuera de servicio; el robot ya había pedido que escribiera de nuevo.",
    en: "Another message was lost while the system was down; the bot had already asked them to write again.",
  },
  "Uma mensagem que parecia perdida acabou chegando, e foi tratada como as outras.": {
    es: "Un mensaje que parecía perdido terminó llegando, y se trató como los demás.",
    en: "A message that seemed lost came after all, and was handled like the others.",
  },
  "mandou uma mensagem que só o celular da clínica consegue abrir": {
    es: "envió un mensaje que solo el teléfono de la clínica puede abrir",
    en: "sent a message that only the clinic's phone can open",
  },
  "escreveu enquanto o sistema estava fora do ar; a mensagem só está no celular da clínica": {
    es: "escribió mientras el sistema estaba fuera de servicio; el mensaje solo está en el teléfono de la clínica",
    en: "wrote while the system was down; the message is only on the clinic's phone",
  },
  "Veio do anúncio": { es: "Vino del anuncio", en: "Came from the advertisement" },
};
