/*
 * What people write where a name was asked for, in Portuguese, Spanish and English, plain form. Names win: what is also
 * a name somewhere (Pessoa, Domingo, Vale, Ela, Can, Nao) is at most in the second list. Dias, Filho, Neto and Sobrinho
 * are in neither.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** One of these makes it a sentence: "quero marcar", "blz entao". */
export const NEVER_IN_NAMES = words(`
  q dificil chato chata
  quero queria qria quer queremos gostaria preciso precisava precisamos necessito prefiro desisto
  marcar marca agendar agenda desmarcar remarcar cancelar confirmar mudar trocar corrigir consultar
  consulta consultas atendimento atende atendem atender agendamento horario horarios convenio valor valores preco precos
  psicologo psicologa terapia terapeuta psiquiatra fono clinica recepcao atendente informacao informacoes duvida duvidas
  quanto quanta quantos qual quais quando onde porque pq oque oq
  que voce voces vc vcs meu meus minhas filha mae comigo alguem ninguem
  obrigado obrigada obg brigado brigada valeu vlw desculpa desculpe favor pfv pfvr
  oi opa blz entao tipo aqui isso tudo hoje amanha ontem depois ainda tambem tbm tb mesmo assim aham uhum
  tenho temos tinha estou estava estao sou somos fui vou vamos pode podem poderia posso fazer faz falar fala ligar
  ajuda ajudar dizer digo escrever responder nome chamo chamar chama anos idade vez urgente errado errada
  sobre about acerca para pra pro pros pras com pelo opcao opcoes digite invalido invalida mensagem automatica
  espera espere esperem pera perai calma esquece esqueca esquecam deixa deixe chega desisti cancela volta continua
  presencial online video particular convenio consultorio
  tomar idiota idiotas imbecil burra burro otario otaria palhaco palhaca inutil lixo merda porra caralho bosta puta fdp vsf vtnc
  verdade verdad realidad mando manda mandar envio enviar
  pues pois everyone everybody figuro documento palhacada absurdo ridiculo ridicula vergonha
  quiero quisiera necesito eso esto turno reservar usted ustedes cuanto cuando donde gracias hola buenos buenas tardes noches
  esperen olvidalo olvida dejalo estupida estupido tonta mierda carajo puto
  hacer puedo puede tengo soy estoy entonces ayuda nombre hablar tambien
  want need would like appointment please thanks thank you your what where when schedule help speak talk with this that
  wait forget nevermind stupid shit fuck fucking dumb useless
  is am not yes for have hello hey
`);

/** None of these is a name alone or with others of them: "sim", "bom dia", "nao sei", "segunda de manha". */
export const NO_NAME_ALONE = words(`
  ah ai ay oh eh uh uy ui ue uai ora olha olhe mira mire oye well so um er look te en con sim s ss nao n nn ok okay bom boa bem mal beleza certo claro correto exato perfeito otimo legal joia show
  ta to ja so agora nunca sempre talvez nada mais menos muito pouco algo cada
  eu ele ela eles elas nos gente minha o a os as um uma uns umas ao aos no na em por
  seu seus sua suas este esta esse essa aquele aquela ai ali la como se mas ou nem sem numa num pela ce cita are
  ser ver ter ir vai sei saber dia noite tarde manha feira semana mes ano hora horas
  primeiro ultimo ultima segunda terca quarta quinta sexta sabado domingo primeira
  pai pessoa pessoas humano medico medica doutor doutora dr dra menu inicio voltar parar sair teste saude plano
  pa mi yo si bueno vale pero muy bien lunes martes miercoles jueves viernes
  no nope yep yeah sure good fine morning evening afternoon night i me my we can how book price doctor test hi ola
`);
