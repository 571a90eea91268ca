import { describe, expect, test } from "vitest";
import { type Language, understand } from "../src/index.ts";

/** A Tuesday afternoon in São Paulo. */
const NOW = Date.parse("2026-11-24T14:35:00-03:00");
const read = (text: string, lang: Language = "pt") =>
  understand(text, { lang, now: NOW, timeZone: "America/Sao_Paulo" });
const entitiesOf = (text: string, lang: Language = "pt") =>
  read(text, lang).entities.map(({ type, value }) => `${type}=${value}`);

describe("the wish behind the words", () => {
  test.each([
    ["oi, queria marcar", "book_appointment"],
    ["oi tudo bem", "greeting"],
    ["sim, pode ser amanhã às 3 da tarde", "yes"],
    ["não quero mais receber mensagens", "opt_out"],
    ["parar", "opt_out"],
    ["me tira da lista", "opt_out"],
    ["quero cancelar a consulta", "cancel_appointment"],
    ["vcs atendem unimed?", "insurance_question"],
    ["qria marcar pra amanha", "book_appointment"],
    ["kkkkkk", "unknown"],
    ["não kkkk", "no"],
    ["blz então", "yes"],
    ["outro", "unknown"],
    ["outra coisa", "unknown"],
    ["fala galera", "greeting"],
    ["", "unknown"],
  ])("%s → %s", (text, intent) => {
    expect(read(text).intent).toBe(intent);
  });

  test.each([
    ["pt", "QUERO FALAR COM UM PSIQUIATRA"],
    ["pt", "oi, quero falar com a fono"],
    ["pt", "bom dia! qria falar c uma psicóloga pra minha filha"],
    ["pt", "preciso conversar com um terapeuta, por favor"],
    ["es", "Quiero hablar con un psiquiatra"],
    ["es", "hola, quisiera hablar con la fonoaudióloga"],
    ["en", "I'd like to talk to a psychiatrist"],
    ["en", "hello, can I speak with a speech therapist for my son?"],
  ] as const)("to talk to one who treats is to book (%s): %s", (lang, text) => {
    expect(read(text, lang).intent).toBe("book_appointment");
  });

  test.each([
    ["pt", "quero falar com um atendente"],
    ["pt", "quero falar com a fono da minha filha"],
    ["pt", "preciso falar com minha psicóloga"],
    ["pt", "quero falar direto com a psiquiatra"],
    ["es", "quiero hablar con la psicóloga directamente"],
    ["en", "I need to talk to my therapist"],
  ] as const)("to talk to one's own, or to the desk, is to call a person (%s): %s", (lang, text) => {
    expect(read(text, lang).intent).toBe("talk_to_human");
  });

  test("stopping a treatment is not stopping messages", () => {
    expect(read("quero parar o tratamento").intent).not.toBe("opt_out");
  });
});

describe("a danger", () => {
  test.each([
    ["não aguento mais viver", "self_harm"],
    ["meu marido me bateu ontem", "violence"],
    ["to com uma dor no peito muito forte", "chest_pain"],
    ["tomei 20 comprimidos de rivotril", "overdose"],
  ])("%s → %s", (text, kind) => {
    expect(read(text).redFlag).toMatchObject({ flagged: true, kind });
  });

  // A child whose body is in danger needs an ambulance, not the police: no one did anything to them.
  test.each([
    ["pt", "meu filho engoliu um monte de remédio e desmaiou", "overdose"],
    ["pt", "minha filha tomou muitos comprimidos e não acorda", "overdose"],
    ["pt", "meu bebê engoliu uma pilha", "other_emergency"],
    ["pt", "minha filha de 3 anos caiu e não acorda", "other_emergency"],
    ["pt", "o tio mexeu no meu filho", "child_danger"],
    ["pt", "minha neta sumiu de casa", "child_danger"],
    ["es", "mi hijo se tomó las pastillas de la abuela", "overdose"],
    ["en", "my toddler drank bleach", "overdose"],
    ["en", "my daughter fell down the stairs and hit her head", "other_emergency"],
    ["en", "the babysitter hits my son", "child_danger"],
  ] as const)("%s: %s is %s", (lang, text, kind) => {
    expect(understand(text, { lang, now: NOW, timeZone: "America/Sao_Paulo" }).redFlag.kind).toBe(kind);
  });

  test.each(["to morrendo de rir", "to morta de cansaço", "dor no peito do pé", "vocês tratam depressão?"])(
    "not in: %s",
    (text) => {
      expect(read(text).redFlag).toEqual({ flagged: false, kind: null, tier: null });
    },
  );
});

describe("values", () => {
  test.each([
    ["sim, pode ser amanhã às 3 da tarde", ["yes_no=yes", "date=2026-11-25", "time=15:00"]],
    ["boa tarde, queria sexta de manhã", ["date=2026-11-27", "period=morning"]],
    ["boa noite", []],
    ["nasci em 12/03/1990", ["birth_date=1990-03-12"]],
    ["meu cpf é 529.982.247-25", ["cpf=52998224725"]],
    ["meu cpf é 529.982.247-24", []],
    ["(11) 98765-4321", ["phone=+5511987654321"]],
    ["aqui é a Carla mãe do Pedro", ["name=Carla"]],
    ["oi sou a dona Lurdes", ["name=Lurdes"]],
    ["a paciente é a Ana Clara Souza", ["name=Ana Clara Souza"]],
    ["aqui é a mãe da Júlia", ["name=Júlia"]],
    ["meu filho está trancado no quarto", []],
    ["hoje não", ["date=2026-11-24", "yes_no=no"]],
    ["reserva pra mim. Márcio Leal, 02/11/1974", ["name=Márcio Leal", "birth_date=1974-11-02"]],
    ["a Nair não vai na consulta", ["name=Nair"]],
    ["a Unimed não cobre", []],
    ["queria marcar fono pra alice amanhã", ["name=Alice", "date=2026-11-25"]],
    ["Rua das Flores, 20", []],
    ["sou ansiosa", []],
    ["isso é um absurdo", []],
    ["por favor, me manda o endereço", []],
    ["o 2º", ["ordinal=2"]],
    ["meu filho tá no 2º ano", []],
    ["250 conto", ["money=250"]],
    ["paguei 180", ["money=180"]],
    ["paguei 10 sessões", []],
    ["a segunda", ["ordinal=2"]],
    ["na segunda", ["date=2026-11-30"]],
    ["segunda via do boleto", []],
    ["duzentos reais", ["money=200"]],
    ["3 e meia da tarde", ["time=15:30"]],
    ["não consigo ir amanhã", ["date=2026-11-25"]],
  ])("%s → %j", (text, expected) => {
    expect(entitiesOf(text)).toEqual(expected);
  });

  test.each([
    ["en", "half past three", ["time=15:30"]],
    ["en", "quarter to ten tomorrow", ["time=09:45", "date=2026-11-25"]],
    ["en", "can I move my 9am to 4pm", ["time=09:00", "time=16:00"]],
    ["en", "tuesday at 3 in the afternoon", ["date=2026-12-01", "time=15:00"]],
    ["en", "I work 9 to 5", []],
    ["en", "did you see the game last night", []],
    ["en", "please cancel Ruby's session", ["name=Ruby"]],
    ["en", "hi, this is Mark", ["name=Mark"]],
    ["en", "that's the one", ["yes_no=yes"]],
    ["en", "therapy for ADHD", []],
    ["es", "la doctora llegó 30 minutos tarde", []],
    ["es", "soy lucía", ["name=Lucía"]],
    ["es", "el turno a nombre de Esteban Rojas", ["name=Esteban Rojas"]],
    ["es", "ni loca", ["yes_no=no"]],
  ] as const)("%s: %s → %j", (lang, text, expected) => {
    expect(entitiesOf(text, lang)).toEqual(expected);
  });

  test("who is asked for a name and tells whose mother they are has not given it", () => {
    const { entities } = understand("sou a mãe da Júlia", {
      lang: "pt",
      now: NOW,
      timeZone: "America/Sao_Paulo",
      expecting: "name",
    });
    expect(entities).toEqual([]);
  });
});

describe("what only sounds like a danger is none that interrupts", () => {
  test.each([
    ["pt", "não precisa de ambulância, é só uma virose e já fomos ao posto"],
    ["es", "no hace falta llamar a la ambulancia, es solo un resfriado"],
    ["en", "no need to call an ambulance, it is only a cold"],
    ["pt", "meu plantão tá me matando essa semana, pode ser sábado"],
    ["es", "la tesis me está matando, cualquier día está bien"],
    ["en", "he can't stand labels touching his neck and the school suggested occupational therapy"],
  ] as const)("%s: %s", (lang, text) => {
    const { redFlag } = understand(text, { lang, now: NOW, timeZone: "America/Sao_Paulo", question: "preference" });
    expect(redFlag.tier).not.toBe("certain");
  });

  test.each([
    ["pt", "precisa de uma ambulância, ele não está respirando"],
    ["es", "hace falta una ambulancia, no respira"],
    ["en", "we need an ambulance, he is not breathing"],
    ["pt", "meu marido tá me matando aqui, socorro"],
    ["en", "my uncle keeps touching her"],
  ] as const)("and what is one stays one: %s: %s", (lang, text) => {
    const { redFlag } = understand(text, { lang, now: NOW, timeZone: "America/Sao_Paulo" });
    expect(redFlag.tier).toBe("certain");
  });
});
