import type { InEach } from "./language.ts";

/** What the desk calls things, by the Portuguese form. */
export const DESK_ROWS: Readonly<Record<string, Omit<InEach, "pt">>> = {
  "pediu para falar com uma pessoa": { es: "pidió hablar con una persona", en: "asked for a person" },
  "possível emergência": { es: "posible emergencia", en: "possible emergency" },
  "avisa que não vem à consulta": {
    es: "avisa que no viene a la cita",
    en: "says that they will not come to the appointment",
  },
  "já está na lista de espera e quer notícias": {
    es: "ya está en la lista de espera y quiere noticias",
    en: "is on the waiting list already and asks for news",
  },
  "quer manter a consulta: o que pediu antes sobre ela não vale mais": {
    es: "quiere mantener la cita: lo que pidió antes sobre ella ya no vale",
    en: "wants to keep the appointment: what was asked about it before no longer holds",
  },
  "quer fazer a consulta marcada por vídeo, ou no consultório": {
    es: "quiere hacer la cita que tiene por video, o en el consultorio",
    en: "wants the appointment they have by video, or in person",
  },
  "acrescentou algo ao que pediu": {
    es: "agregó algo a lo que pidió",
    en: "added something to what was asked for",
  },
  "continua esperando uma resposta": {
    es: "sigue esperando una respuesta",
    en: "is still waiting for an answer",
  },
  "não precisa mais do que pediu, ou já resolveu": {
    es: "ya no necesita lo que pidió, o ya lo resolvió",
    en: "no longer needs what was asked for, or has solved it",
  },
  Com: {
    es: "Con",
    en: "With",
  },
  "escreveu algo que pode ser um perigo": {
    es: "escribió algo que puede ser un peligro",
    en: "wrote something that may be a danger",
  },
  "fez uma pergunta que o robô não sabe responder": {
    es: "hizo una pregunta que el robot no sabe responder",
    en: "asked something the bot cannot answer",
  },
  "mandou um áudio": { es: "mandó un audio", en: "sent a voice message" },
  "escreveu enquanto o robô está desligado": {
    es: "escribió mientras el robot está apagado",
    en: "wrote while the bot is off",
  },
  "o robô não conseguiu tratar uma mensagem": {
    es: "el robot no pudo tratar un mensaje",
    en: "the bot could not deal with a message",
  },
  "o robô se perdeu no roteiro": { es: "el robot se perdió en el guion", en: "the bot lost its way in the flow" },
  "uma resposta do robô não foi entregue": {
    es: "una respuesta del robot no se entregó",
    en: "an answer of the bot was not delivered",
  },
  "não se sabe se uma resposta do robô chegou": {
    es: "no se sabe si llegó una respuesta del robot",
    en: "it is not known whether an answer of the bot arrived",
  },
  "o robô não entendeu as respostas": {
    es: "el robot no entendió las respuestas",
    en: "the bot did not understand the answers",
  },
  "a mensagem chegou horas depois de escrita": {
    es: "el mensaje llegó horas después de escrito",
    en: "the message came hours after it was written",
  },
  "já conversava com a clínica antes do robô": {
    es: "ya hablaba con la clínica antes del robot",
    en: "wrote with the clinic before the bot did",
  },
  "parece haver outro robô do outro lado": {
    es: "parece haber otro robot del otro lado",
    en: "there seems to be another bot at the other end",
  },
  "a conversa com o robô ficou longa demais": {
    es: "la conversación con el robot se hizo demasiado larga",
    en: "the conversation with the bot grew too long",
  },
  "quer marcar uma consulta": { es: "quiere agendar una cita", en: "wants an appointment" },
  "quer confirmar uma consulta": { es: "quiere confirmar una cita", en: "wants to confirm an appointment" },
  "quer remarcar uma consulta": { es: "quiere reprogramar una cita", en: "wants to move an appointment" },
  "quer cancelar uma consulta": { es: "quiere cancelar una cita", en: "wants to cancel an appointment" },
  "quer saber quando é a consulta": {
    es: "quiere saber cuándo es la cita",
    en: "wants to know when the appointment is",
  },
  "avisa que vai se atrasar": { es: "avisa que va a llegar tarde", en: "says they will be late" },
  "avisa que chegou": { es: "avisa que llegó", en: "says they have arrived" },
  "precisa do link da consulta por vídeo": {
    es: "necesita el enlace de la cita por video",
    en: "needs the link of the video appointment",
  },
  "quer trocar de profissional": { es: "quiere cambiar de profesional", en: "wants another professional" },
  "quer pausar o tratamento": { es: "quiere pausar el tratamiento", en: "wants to pause the treatment" },
  "quer encerrar o tratamento": { es: "quiere terminar el tratamiento", en: "wants to end the treatment" },
  "tem um convênio que o robô não conhece": {
    es: "tiene un seguro que el robot no conoce",
    en: "has a plan the bot does not know",
  },
  "quer ajuda para escolher o atendimento": {
    es: "quiere ayuda para elegir la atención",
    en: "wants help to choose a service",
  },
  "precisa de um documento": { es: "necesita un documento", en: "needs a document" },
  "tem um assunto financeiro": { es: "tiene un asunto de pagos", en: "has a matter of payment" },
  "tem uma reclamação": { es: "tiene una queja", en: "has a complaint" },
  "tem uma reclamação e fala em Procon, conselho ou justiça": {
    es: "tiene una queja y habla de Procon, consejo o justicia",
    en: "has a complaint and speaks of authorities or courts",
  },
  "tem um pedido sobre os próprios dados (LGPD)": {
    es: "tiene un pedido sobre sus propios datos (LGPD)",
    en: "asks about their own data (LGPD)",
  },
  "pede que não escrevam em certos horários": {
    es: "pide que no le escriban en ciertos horarios",
    en: "asks for no messages at certain hours",
  },
  "suicídio ou autoagressão": { es: "suicidio o autolesión", en: "suicide or self-harm" },
  "remédio em excesso ou veneno": { es: "exceso de medicamento o veneno", en: "overdose or poison" },
  "violência ou ameaça": { es: "violencia o amenaza", en: "violence or threat" },
  "criança em perigo": { es: "niño en peligro", en: "a child in danger" },
  "pessoa desaparecida": { es: "persona desaparecida", en: "missing person" },
  "diz que o perigo passou ou não era um": {
    es: "dice que el peligro pasó o no era tal",
    en: "says that the danger is over or was none",
  },
  "risco para outra pessoa": { es: "riesgo para otra persona", en: "risk to another person" },
  "vozes, perseguição ou perda de contato com a realidade": {
    es: "voces, persecución o pérdida de contacto con la realidad",
    en: "voices, persecution or loss of contact with reality",
  },
  "dor no peito": { es: "dolor en el pecho", en: "chest pain" },
  "falta de ar": { es: "falta de aire", en: "shortness of breath" },
  "sinais de AVC": { es: "señales de ACV", en: "signs of a stroke" },
  "emergência médica": { es: "emergencia médica", en: "medical emergency" },
  "não se sabe de que tipo": { es: "no se sabe de qué tipo", en: "of an unknown kind" },
  "Onde está": { es: "Dónde está", en: "Where they are" },
  "Outro pedido": { es: "Otro pedido", en: "Other request" },
  Nome: { es: "Nombre", en: "Name" },
  Paciente: { es: "Paciente", en: "Patient" },
  Vínculo: { es: "Vínculo", en: "Relation" },
  Nascimento: { es: "Nacimiento", en: "Born" },
  Idade: { es: "Edad", en: "Age" },
  Quer: { es: "Quiere", en: "Wants" },
  Modalidade: { es: "Modalidad", en: "How" },
  Convênio: { es: "Seguro", en: "Plan" },
  "Dias e horários": { es: "Días y horarios", en: "Days and hours" },
  "Prefere profissional": { es: "Prefiere profesional", en: "Would rather see" },
  Consulta: { es: "Cita", en: "Appointment" },
  Quando: { es: "Cuándo", en: "When" },
  De: { es: "De", en: "Of" },
  Documento: { es: "Documento", en: "Document" },
  Assunto: { es: "Asunto", en: "Matter" },
  Perguntou: { es: "Preguntó", en: "Asked" },
  "Sobre os dias, escreveu": { es: "Sobre los días, escribió", en: "Wrote about the days" },
  Detalhes: { es: "Detalles", en: "Details" },
  Reclamação: { es: "Queja", en: "Complaint" },
  "Disse ainda": { es: "Dijo además", en: "Said further" },
  "Disse também": { es: "Dijo también", en: "Said besides" },
  "Horário da clínica": { es: "Horario de la clínica", en: "The clinic's hours" },
  "Quem escreve é conhecido como": { es: "Quien escribe es conocido como", en: "Who writes is known as" },
  "Pacientes deste contato": { es: "Pacientes de este contacto", en: "Patients of this contact" },
  "Robô desligado": { es: "Robot apagado", en: "Bot off" },
  "O robô atende só contatos novos": {
    es: "El robot atiende solo contactos nuevos",
    en: "The bot answers new contacts only",
  },
  "Depois de devolvido, o robô continua de onde estava": {
    es: "Al devolverla, el robot sigue donde estaba",
    en: "Given back, the bot goes on where it was",
  },
  "Um modelo externo podia ser consultado": {
    es: "Se podía consultar un modelo externo",
    en: "An outside model could be asked",
  },
  "Áudios podiam ser transcritos": {
    es: "Los audios podían transcribirse",
    en: "Voice messages could be written down",
  },
  sim: { es: "sí", en: "yes" },
  "aberta às {time} de {day}": { es: "abierta a las {time} del {day}", en: "open at {time} on {day}" },
  "fechada às {time} de {day}": { es: "cerrada a las {time} del {day}", en: "closed at {time} on {day}" },
  "fechada (feriado) às {time} de {day}": {
    es: "cerrada (feriado) a las {time} del {day}",
    en: "closed (holiday) at {time} on {day}",
  },
  "para quem é": { es: "para quién es", en: "who it is for" },
  "um nome": { es: "un nombre", en: "a name" },
  "uma data": { es: "una fecha", en: "a date" },
  "uma hora": { es: "una hora", en: "a time" },
  "um período": { es: "un período", en: "a part of the day" },
  "uma data de nascimento": { es: "una fecha de nacimiento", en: "a birthday" },
  "um telefone": { es: "un teléfono", en: "a phone number" },
  "um CPF": { es: "un CPF", en: "a CPF" },
  "um e-mail": { es: "un correo", en: "an e-mail" },
  "um valor": { es: "un valor", en: "an amount" },
  "uma posição na lista": { es: "una posición en la lista", en: "a place in the list" },
  "um sim ou não": { es: "un sí o no", en: "a yes or no" },
  "Este contato pediu para não receber mensagens do robô.": {
    es: "Este contacto pidió no recibir mensajes del robot.",
    en: "This contact asked for no messages from the bot.",
  },
  "Este contato está bloqueado.": { es: "Este contacto está bloqueado.", en: "This contact is blocked." },
  "Quem escreve é responsável sem a guarda do paciente.": {
    es: "Quien escribe es responsable sin la custodia del paciente.",
    en: "Who writes is a guardian without custody of the patient.",
  },
  "Ficou combinado não falar com este responsável sobre o paciente.": {
    es: "Se acordó no hablar con este responsable sobre el paciente.",
    en: "It was agreed not to speak with this guardian about the patient.",
  },
  "Com este responsável só se fala em emergência.": {
    es: "Con este responsable solo se habla en emergencias.",
    en: "With this guardian one speaks in an emergency only.",
  },
  "As configurações do número na Z-API não puderam ser conferidas.": {
    es: "No se pudo revisar la configuración del número en Z-API.",
    en: "The number's settings at Z-API could not be checked.",
  },
  "A Z-API guarda mensagens enquanto o número está desconectado e as envia todas juntas depois. Desative isso no painel.":
    {
      es: "Z-API guarda mensajes mientras el número está desconectado y los envía todos juntos después. Desactívelo en su panel.",
      en: "Z-API keeps messages while the number is disconnected and sends them all at once later. Switch that off in its panel.",
    },
  "Os filtros da Z-API não estão certos: só mensagens de grupos e avisos de presença devem ficar de fora. Corrija no painel.":
    {
      es: "Los filtros de Z-API no están bien: solo deben quedar fuera mensajes de grupos y avisos de presencia. Corríjalos en su panel.",
      en: "Z-API's filters are wrong: only messages of groups and presence notices are to be left out. Correct them in its panel.",
    },
  "O WhatsApp da clínica está desconectado. Leia o QR code no painel da Z-API.": {
    es: "El WhatsApp de la clínica está desconectado. Lea el código QR en el panel de Z-API.",
    en: "The clinic's WhatsApp is disconnected. Scan the QR code in Z-API's panel.",
  },
  "O celular da clínica está sem conexão. Após 14 dias assim o WhatsApp desliga a sessão.": {
    es: "El celular de la clínica está sin conexión. Tras 14 días así WhatsApp cierra la sesión.",
    en: "The clinic's phone is offline. After 14 days like this WhatsApp ends the session.",
  },
  "A Z-API não respondeu ao conferir as configurações do número.": {
    es: "Z-API no respondió al revisar la configuración del número.",
    en: "Z-API did not answer when the number's settings were checked.",
  },
  "A Z-API recusou as credenciais. Confira o Client-Token e a lista de IPs permitidos no painel.": {
    es: "Z-API rechazó las credenciales. Revise el Client-Token y la lista de IP permitidas en su panel.",
    en: "Z-API refused the credentials. Check the Client-Token and the list of allowed IPs in its panel.",
  },
  "A Z-API não reconhece esta instância. Confira o ID e o token da instância.": {
    es: "Z-API no reconoce esta instancia. Revise el ID y el token de la instancia.",
    en: "Z-API does not know this instance. Check the instance's id and token.",
  },
  "A assinatura da instância na Z-API venceu. Renove para voltar a enviar.": {
    es: "Venció la suscripción de la instancia en Z-API. Renuévela para volver a enviar.",
    en: "The instance's subscription at Z-API has ended. Renew it to send again.",
  },
};
