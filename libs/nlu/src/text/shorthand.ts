import type { Language } from "../language-code.ts";

const pairs = (lines: string): ReadonlyMap<string, string> =>
  new Map(
    lines
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [full = "", short = ""] = line.split("=").map((side) => side.trim());
        return short.split(" ").map((word) => [word, full] as const);
      }),
  );

/** How people write on a phone, and the word that is meant. Folded on both sides. */
export const SHORTHAND: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  pt: pairs(`
    voce = vc vce ce
    voces = vcs vces voceis oces
    que = q ke qe
    porque = pq pk porq pque
    quero = qro kero qero
    queria = qria keria qeria
    quando = qnd qdo quand qndo
    quanto = qto qnto quanro qnt
    quanta = qta
    quantos = qtos
    qual = ql qal
    para = pra p pr pro pros pras par
    com = c cm
    comigo = cmg cmgo
    contigo = ctg
    nao = n nn naum num ñ noa nap
    sim = s ss siim simm sin
    esta = ta tah
    estao = tao
    estou = to tou
    estava = tava
    estamos = tamo tamos
    tambem = tb tbm tmb tambm
    muito = mt mto mtu muinto mui
    muita = mta
    tudo = td tdo
    todo = tdo
    beleza = blz blza
    obrigado = obg obgd obgado brigado obrigadu obrigdo obrg brigadu
    obrigada = obgda obgada brigada obrigda
    valeu = vlw vlws valew
    falou = flw
    por favor = pfv pfvr pf pfr porfavor
    mensagem = msg mensage
    mensagens = msgs
    hoje = hj oje hije
    amanha = amh amnh amn amnha amanh aman
    depois = dps dpois depos
    fim de semana = fds finde
    mesmo = msm
    gente = gnt
    beijo = bj bjo bjs
    endereco = end
    telefone = tel fone telef
    whatsapp = whats zap zapzap wpp wpps whatsap whatszap
    consulta = cons consuta conuslta consula cosulta
    horario = hr hrs horari orario hrario
    preciso = presizo presiso precizo
    cartao = cart
    doutor = dr
    doutora = dra
    psicologo = psico psicologa psi
    oi = oii oiii oie oiee oiiii oieee
    ola = olar olaa
    bom dia = bomdia bdia
    boa tarde = boatarde btarde
    boa noite = boanoite bnoite
    bom = bpm bm boom
    boa = bao booa
    tarde = tade trde tard tardi tarda
    noite = noit nite noiti
    dia = diaa di
    verdade = vdd
    cade = kd kde
    aqui = aki aq
    aquele = akele
    quem = qm
    nada = nd
    nunca = nc
    marcar = macar marka marcr
    remarcar = remacar
    desmarcar = desmaca desmacar
    cancelar = canselar cnacelar kancelar
    medico = medco
    mim = min
    vou = vo
    eu = eeu
    ele = eli
    ajuda = ajda
    falar = flar
    atendente = atendemte atendete
    convenio = convenho comvenio
    minha = mh mnh
    meu = mew
    agendar = ajendar
    dor = door
    suicidio = suisidio suicido suicidi
  `),
  es: pairs(`
    que = q k ke
    por favor = xfa porfa porfi xfavor
    porque = pq xq porq
    por = x
    para = pa
    tambien = tb tbn tmb
    mensaje = msj mje
    mensajes = msjs
    gracias = grax grs graciass
    cuanto = cto cnto
    quiero = qiero kiero
    quisiera = qisiera
    hola = ola holaa olaa holis
    buenos dias = buendia
    si = sii sip sep
    no = noo nop
    doctor = dr
    doctora = dra
    numero = num
    whatsapp = whats wsp wasap
    usted = ud
    ustedes = uds
    manana = mñn mnn
    telefono = tel
    estoy = toy
    esta = ta
    bien = bn
    donde = dnde
    cuando = cndo cdo
  `),
  en: pairs(`
    you = u ya
    your = ur
    are = r
    please = pls plz
    thanks = thx tks ty thnx
    tomorrow = tmrw tmr tomorow tommorow tomorrw
    today = tdy
    appointment = appt apt appointmnt apointment appoinment
    appointments = appts
    because = bc cuz
    want to = wanna
    going to = gonna
    message = msg
    messages = msgs
    doctor = dr doc
    i am = im
    do not = dont
    does not = doesnt
    can not = cant cannot
    is not = isnt
    i have = ive
    i would = id
    what is = whats
    number = num
    schedule = shedule scedule
    reschedule = reshedule
    cancel = cancle
    insurance = insurence
    okay = ok k
    can = ca
    will = wo
    will not = wont
    not = nt
    about = abt
    hi = hii hiya heya
    hello = helo hullo
  `),
};
