import type { InEach, ReaderLanguage } from "./language.ts";

type Others = Omit<InEach, "pt">;

/** Titles and details of problems, by their Portuguese form, which is what the code says. */
const SENTENCES = {
  "Já há um pedido de apagamento desta pessoa em andamento.": {
    es: "Ya hay una solicitud de supresión de esta persona en curso.",
    en: "A request to erase this person is under way already.",
  },
  "Várias pessoas escrevem deste contato. Peça o apagamento pelo cadastro de cada uma.": {
    es: "Varias personas escriben desde este contacto. Solicite la supresión por el registro de cada una.",
    en: "Several people write from this contact. Ask for each person's erasure by their record.",
  },
  "Este pedido de apagamento já foi decidido.": {
    es: "Esta solicitud de supresión ya fue decidida.",
    en: "This erasure request was decided already.",
  },
  "Outra pessoa da administração precisa decidir este pedido.": {
    es: "Otra persona de la administración debe decidir esta solicitud.",
    en: "Another administrator has to decide this request.",
  },
  "Ainda em uso": { es: "Aún en uso", en: "Still in use" },
  "Há o que ainda depende deste cadastro. Confira antes de continuar.": {
    es: "Aún hay algo que depende de este registro. Revíselo antes de continuar.",
    en: "Something still depends on this record. Look at it before you go on.",
  },
  "Envie uma imagem JPEG ou PNG, um PDF, um DOCX ou XLSX, ou um áudio OGG, MP3 ou M4A.": {
    es: "Envíe una imagen JPEG o PNG, un PDF, un DOCX o XLSX, o un audio OGG, MP3 o M4A.",
    en: "Send a JPEG or PNG picture, a PDF, a DOCX or XLSX, or an OGG, MP3 or M4A recording.",
  },
  "A clínica não tem um número com este nome.": {
    es: "La clínica no tiene un número con este nombre.",
    en: "The clinic has no number of this name.",
  },
  "Este contato não é um número completo do WhatsApp, com o código do país e o DDD.": {
    es: "Este contacto no es un número completo de WhatsApp, con el código de país y de área.",
    en: "This contact is no complete WhatsApp number, with its country and area code.",
  },
  "A mensagem citada não é desta conversa.": {
    es: "El mensaje citado no es de esta conversación.",
    en: "The quoted message is not of this conversation.",
  },
  "Esta mensagem ainda não chegou ao WhatsApp e não pode ser citada. Tente de novo em instantes.": {
    es: "Este mensaje aún no llegó a WhatsApp y no se puede citar. Intente de nuevo en unos instantes.",
    en: "This message has not reached WhatsApp yet and cannot be quoted. Try again in a moment.",
  },
  "Já existe uma resposta pronta com este atalho.": {
    es: "Ya existe una respuesta rápida con este atajo.",
    en: "There is a quick reply with this shortcut already.",
  },
  "Há janelas demais abertas com o seu acesso. Feche algumas e tente de novo.": {
    es: "Hay demasiadas ventanas abiertas con su acceso. Cierre algunas e intente de nuevo.",
    en: "Too many windows are open with your login. Close some and try again.",
  },
  "Escolha alguém da equipe que atende e que não foi desligado.": {
    es: "Elija a alguien del equipo que atiende y que no fue desactivado.",
    en: "Choose a member of the team who attends and was not switched off.",
  },
  "Só quem escreveu uma nota pode apagá-la.": {
    es: "Solo quien escribió una nota puede borrarla.",
    en: "Only the person who wrote a note can delete it.",
  },
  "Fora do horário": { es: "Fuera de horario", en: "Outside of working hours" },
  "O profissional não atende neste horário. Escolha outro, ou confirme que é este mesmo.": {
    es: "El profesional no atiende en este horario. Elija otro, o confirme que es este mismo.",
    en: "The professional does not work at this time. Choose another, or confirm this one.",
  },
  "Os horários de trabalho de um dia se sobrepõem.": {
    es: "Los horarios de trabajo de un día se superponen.",
    en: "The working hours of a day overlap.",
  },
  "As ausências se sobrepõem.": { es: "Las ausencias se superponen.", en: "The absences overlap." },
  "Não há conversa com o paciente ou com quem responde por ele. Salve sem avisar e avise de outro modo.": {
    es: "No hay conversación con el paciente ni con su responsable. Guarde sin avisar y avise de otro modo.",
    en: "There is no conversation with the patient or their guardian. Save without telling them, and tell them another way.",
  },
  "Quem seria avisado pediu para não receber mais mensagens. Salve sem avisar e avise de outro modo.": {
    es: "Quien sería avisado pidió no recibir más mensajes. Guarde sin avisar y avise de otro modo.",
    en: "The person to be told asked for no more messages. Save without telling them, and tell them another way.",
  },
  "A leitura do arquivo demorou demais. Divida-o em partes menores, sem formatação, e envie de novo.": {
    es: "La lectura del archivo demoró demasiado. Divídalo en partes menores, sin formato, y envíe de nuevo.",
    en: "Reading the file took too long. Divide it into smaller parts, without formatting, and send again.",
  },
  "O conteúdo do arquivo é grande demais. Divida-o em partes menores.": {
    es: "El contenido del archivo es demasiado grande. Divídalo en partes menores.",
    en: "The file's content is too large. Divide it into smaller parts.",
  },
  "O conteúdo do arquivo, descompactado, é grande demais.": {
    es: "El contenido del archivo, descomprimido, es demasiado grande.",
    en: "The file's content, uncompressed, is too large.",
  },
  "O arquivo está vazio. Envie uma planilha com os títulos na primeira linha.": {
    es: "El archivo está vacío. Envíe una planilla con los títulos en la primera línea.",
    en: "The file is empty. Send a spreadsheet with titles in its first line.",
  },
  "Este progressId já é de outra importação.": {
    es: "Este progressId ya es de otra importación.",
    en: "This progressId belongs to another import.",
  },
  "Esta união já foi desfeita.": { es: "Esta unión ya fue deshecha.", en: "This merge was undone already." },
  "Depois desta união houve outra com o mesmo cadastro. Desfaça primeiro a mais recente.": {
    es: "Después de esta unión hubo otra con el mismo registro. Deshaga primero la más reciente.",
    en: "There was another merge of the same record after this one. Undo the latest first.",
  },
  "Um dos dois cadastros foi excluído ou unido a outro. Restaure-o antes de desfazer a união.": {
    es: "Uno de los dos registros fue eliminado o unido a otro. Restáurelo antes de deshacer la unión.",
    en: "One of the two records was deleted or merged into another. Restore it before undoing the merge.",
  },
  "Dados inválidos": { es: "Datos no válidos", en: "Invalid data" },
  "Confira os campos indicados e envie de novo.": {
    es: "Revise los campos indicados y envíe de nuevo.",
    en: "Check the fields named here and send again.",
  },
  "Entre para continuar": { es: "Entre para continuar", en: "Log in to go on" },
  "Sua sessão não é válida ou terminou. Entre de novo.": {
    es: "Su sesión no es válida o terminó. Entre de nuevo.",
    en: "Your session is not valid, or is over. Log in again.",
  },
  "Não foi possível entrar": { es: "No fue posible entrar", en: "Could not log in" },
  "E-mail ou senha não conferem.": {
    es: "El correo o la contraseña no coinciden.",
    en: "E-mail or password do not match.",
  },
  "Sessão encerrada": { es: "Sesión terminada", en: "Session ended" },
  "Esta sessão terminou. Entre de novo.": {
    es: "Esta sesión terminó. Entre de nuevo.",
    en: "This session is over. Log in again.",
  },
  "Sem permissão": { es: "Sin permiso", en: "Not allowed" },
  "Seu perfil não permite esta ação. Fale com a administração.": {
    es: "Su perfil no permite esta acción. Hable con la administración.",
    en: "Your role does not allow this. Talk to the administration.",
  },
  "Pedido de outra página": { es: "Solicitud de otra página", en: "Request from another page" },
  "Este pedido não veio do painel. Abra o painel e tente de novo.": {
    es: "Esta solicitud no vino del panel. Abra el panel e inténtelo de nuevo.",
    en: "This request did not come from the panel. Open the panel and try again.",
  },
  "Troque a senha": { es: "Cambie la contraseña", en: "Change the password" },
  "Antes de continuar, escolha uma senha nova.": {
    es: "Antes de continuar, elija una contraseña nueva.",
    en: "Choose a new password before you go on.",
  },
  "Não encontrado": { es: "No encontrado", en: "Not found" },
  "O que você procura não existe ou foi excluído.": {
    es: "Lo que busca no existe o fue eliminado.",
    en: "What you are looking for does not exist, or was deleted.",
  },
  "Já existe": { es: "Ya existe", en: "Already there" },
  "Já há um cadastro com este valor.": {
    es: "Ya hay un registro con este valor.",
    en: "There is already a record with this value.",
  },
  "Cadastro parecido": { es: "Registro parecido", en: "Similar record" },
  "Há cadastros que podem ser da mesma pessoa. Confira antes de salvar.": {
    es: "Hay registros que pueden ser de la misma persona. Revise antes de guardar.",
    en: "Some records may be of the same person. Check before you save.",
  },
  "Horário ocupado": { es: "Horario ocupado", en: "Time taken" },
  "Já existe um agendamento neste horário.": {
    es: "Ya existe una cita en este horario.",
    en: "There is already an appointment at this time.",
  },
  "Não é possível agora": { es: "No es posible ahora", en: "Not possible now" },
  "A situação atual não permite esta ação.": {
    es: "La situación actual no permite esta acción.",
    en: "As things stand this cannot be done.",
  },
  "Já em andamento": { es: "Ya en curso", en: "Already under way" },
  "O mesmo pedido já está sendo atendido. Aguarde um instante.": {
    es: "La misma solicitud ya se está atendiendo. Espere un momento.",
    en: "The same request is being worked on. Wait a moment.",
  },
  "Alterado por outra pessoa": { es: "Cambiado por otra persona", en: "Changed by somebody else" },
  "Este cadastro mudou enquanto você editava. Abra de novo e refaça.": {
    es: "Este registro cambió mientras usted lo editaba. Ábralo de nuevo y rehaga el cambio.",
    en: "This record changed while you were editing. Open it again and redo your change.",
  },
  "Grande demais": { es: "Demasiado grande", en: "Too large" },
  "O que foi enviado passa do tamanho permitido.": {
    es: "Lo que se envió supera el tamaño permitido.",
    en: "What was sent is larger than allowed.",
  },
  "Formato não aceito": { es: "Formato no aceptado", en: "Format not accepted" },
  "Envie no formato indicado na documentação.": {
    es: "Envíe en el formato que indica la documentación.",
    en: "Send it in the format that the documentation names.",
  },
  "Referência inexistente": { es: "Referencia inexistente", en: "Unknown reference" },
  "Um dos cadastros indicados não existe.": {
    es: "Uno de los registros indicados no existe.",
    en: "One of the records named does not exist.",
  },
  "Fluxo com problemas": { es: "Flujo con problemas", en: "Flow with problems" },
  "Corrija os pontos indicados antes de testar ou publicar.": {
    es: "Corrija los puntos indicados antes de probar o publicar.",
    en: "Mend the points named here before you try or publish it.",
  },
  "Chave já usada": { es: "Clave ya usada", en: "Key already used" },
  "Esta chave de repetição já foi usada com outro pedido.": {
    es: "Esta clave de repetición ya se usó con otra solicitud.",
    en: "This key was already used for another request.",
  },
  "Senha fraca": { es: "Contraseña débil", en: "Weak password" },
  "Escolha uma senha mais longa e menos previsível.": {
    es: "Elija una contraseña más larga y menos previsible.",
    en: "Choose a longer password that is harder to guess.",
  },
  "Falta a versão": { es: "Falta la versión", en: "Version missing" },
  "Envie em If-Match a versão que você está editando.": {
    es: "Envíe en If-Match la versión que está editando.",
    en: "Send the version you are editing in If-Match.",
  },
  "Muitos pedidos": { es: "Demasiadas solicitudes", en: "Too many requests" },
  "Aguarde um pouco antes de tentar de novo.": {
    es: "Espere un poco antes de intentarlo de nuevo.",
    en: "Wait a little before you try again.",
  },
  "Acesso bloqueado por um tempo": { es: "Acceso bloqueado por un tiempo", en: "Locked for a while" },
  "Foram muitas tentativas com senha errada. Tente mais tarde.": {
    es: "Hubo muchos intentos con una contraseña equivocada. Inténtelo más tarde.",
    en: "There were too many tries with a wrong password. Try again later.",
  },
  "Erro nosso": { es: "Error nuestro", en: "Our mistake" },
  "Algo falhou do nosso lado e foi registrado. Tente de novo mais tarde.": {
    es: "Algo falló de nuestro lado y quedó registrado. Inténtelo más tarde.",
    en: "Something failed on our side and was recorded. Try again later.",
  },
  "Indisponível no momento": { es: "No disponible por el momento", en: "Not available right now" },
  "Um serviço necessário não respondeu. Tente de novo em instantes.": {
    es: "Un servicio necesario no respondió. Inténtelo de nuevo en un momento.",
    en: "A service that is needed did not answer. Try again in a moment.",
  },
  "Já existe um paciente com este CPF.": {
    es: "Ya existe un paciente con este CPF.",
    en: "There is already a patient with this CPF.",
  },
  "Já existe um responsável com este CPF.": {
    es: "Ya existe un responsable con este CPF.",
    en: "There is already a guardian with this CPF.",
  },
  "Já existe um usuário com este e-mail.": {
    es: "Ya existe un usuario con este correo.",
    en: "There is already a user with this e-mail.",
  },
  "Já existe um serviço com este identificador, talvez entre os excluídos.": {
    es: "Ya existe un servicio con este identificador, quizás entre los eliminados.",
    en: "There is already a service with this identifier, perhaps among the deleted ones.",
  },
  "Já existe um profissional com este registro.": {
    es: "Ya existe un profesional con este registro.",
    en: "There is already a professional with this registration.",
  },
  "Já existe uma etiqueta com este nome.": {
    es: "Ya existe una etiqueta con este nombre.",
    en: "There is already a tag with this name.",
  },
  "Você já tem uma visão com este nome nesta página.": {
    es: "Ya tiene una vista con este nombre en esta página.",
    en: "You already have a view with this name on this page.",
  },
  "Já existe um fluxo com este identificador.": {
    es: "Ya existe un flujo con este identificador.",
    en: "There is already a flow with this identifier.",
  },
  "Este contato já está bloqueado.": { es: "Este contacto ya está bloqueado.", en: "This contact is already blocked." },
  "O profissional já tem um agendamento neste horário.": {
    es: "El profesional ya tiene una cita en este horario.",
    en: "The professional already has an appointment at this time.",
  },
  "O paciente já tem um agendamento neste horário.": {
    es: "El paciente ya tiene una cita en este horario.",
    en: "The patient already has an appointment at this time.",
  },
  "O pedido não pôde ser lido. Confira endereço, cabeçalhos e corpo.": {
    es: "La solicitud no se pudo leer. Revise dirección, encabezados y cuerpo.",
    en: "The request could not be read. Check its address, headers and body.",
  },
  "O corpo não é JSON válido. Confira aspas, vírgulas e chaves.": {
    es: "El cuerpo no es JSON válido. Revise comillas, comas y llaves.",
    en: "The body is no valid JSON. Check quotes, commas and braces.",
  },
  "Envie o cabeçalho content-type: application/json, ou o que a documentação indica.": {
    es: "Envíe el encabezado content-type: application/json, o el que indica la documentación.",
    en: "Send the header content-type: application/json, or the one that the documentation names.",
  },
  "A senha atual não confere.": { es: "La contraseña actual no coincide.", en: "The current password does not match." },
  "Esta senha de um só uso venceu. Peça um link novo à administração.": {
    es: "Esta contraseña de un solo uso venció. Pida un enlace nuevo a la administración.",
    en: "This password for one use has expired. Ask the administration for a new link.",
  },
  "Este usuário está desativado. Ative o acesso primeiro.": {
    es: "Este usuario está desactivado. Active primero el acceso.",
    en: "This user is switched off. Switch the access on first.",
  },
  "Este link não vale mais. Peça outro à administração.": {
    es: "Este enlace ya no vale. Pida otro a la administración.",
    en: "This link is no longer good. Ask the administration for another.",
  },
  "É preciso restar ao menos uma pessoa com perfil de administração.": {
    es: "Debe quedar al menos una persona con perfil de administración.",
    en: "At least one person must remain who is an administrator.",
  },
  "Há visões salvas demais. Exclua uma para salvar outra.": {
    es: "Hay demasiadas vistas guardadas. Elimine una para guardar otra.",
    en: "There are too many saved views. Delete one to save another.",
  },
  "A outra conversa não existe, ou já continua numa terceira.": {
    es: "La otra conversación no existe, o ya continúa en una tercera.",
    en: "The other conversation does not exist, or already goes on in a third.",
  },
  "Um contato não se une a si mesmo.": {
    es: "Un contacto no se une consigo mismo.",
    en: "A contact is not merged with itself.",
  },
  "Este contato já está cadastrado.": { es: "Este contacto ya está registrado.", en: "This contact is already there." },
  "Um cadastro não se une a si mesmo.": {
    es: "Un registro no se une consigo mismo.",
    en: "A record is not merged with itself.",
  },
  "Este cadastro não está excluído.": { es: "Este registro no está eliminado.", en: "This record is not deleted." },
  "Este cadastro foi unido a outro e não volta sozinho.": {
    es: "Este registro se unió a otro y no vuelve solo.",
    en: "This record was merged with another and does not come back alone.",
  },
  "Este agendamento já terminou e não muda mais.": {
    es: "Esta cita ya terminó y no cambia más.",
    en: "This appointment is over and no longer changes.",
  },
  "Este interessado já virou paciente.": {
    es: "Este interesado ya es paciente.",
    en: "This lead is a patient already.",
  },
  "Este bloqueio já foi retirado.": { es: "Este bloqueo ya fue retirado.", en: "This block was already lifted." },
  "Este arquivo não foi guardado. Peça ao paciente que envie de novo.": {
    es: "Este archivo no se guardó. Pida al paciente que lo envíe de nuevo.",
    en: "This file was not kept. Ask the patient to send it again.",
  },
  "O arquivo não pôde ser lido. Envie CSV ou XLSX.": {
    es: "El archivo no se pudo leer. Envíe CSV o XLSX.",
    en: "The file could not be read. Send CSV or XLSX.",
  },
  "A primeira linha precisa dar nome às colunas, uma delas Nome.": {
    es: "La primera línea debe dar nombre a las columnas, una de ellas Nome.",
    en: "The first line has to name the columns, one of them Nome.",
  },
} as const satisfies Readonly<Record<string, Others>>;

/** A sentence of the catalogue, or one with something in it that differs each time. */
export type Sentence = keyof typeof SENTENCES | InEach;

export function inLanguage(sentence: Sentence, language: ReaderLanguage): string {
  if (typeof sentence !== "string") return sentence[language];
  return language === "pt" ? sentence : SENTENCES[sentence][language];
}
