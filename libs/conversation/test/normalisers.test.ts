import { cpf as rule } from "cpf-cnpj-validator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { birthDate, birthDateText } from "../src/capture/birth-date.ts";
import { cpf, cpfText } from "../src/capture/cpf.ts";
import { email } from "../src/capture/email.ts";
import { insurance } from "../src/capture/insurance.ts";
import { NEVER_IN_NAMES } from "../src/capture/no-names.ts";
import { personName } from "../src/capture/person-name.ts";
import { phone, phoneText } from "../src/capture/phone.ts";
import { flowWith } from "./flow.ts";
import { NOW } from "./talk.ts";

const anything = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 60 }));

describe("a date of birth", () => {
  test.each([
    ["12/03/1990", "1990-03-12"],
    ["3-4-85", "1985-04-03"],
    ["nasci em 12.03.1990", "1990-03-12"],
    ["12 03 1990", "1990-03-12"],
    ["12031990", "1990-03-12"],
    ["1990-03-12", "1990-03-12"],
    ["12 de março de 1990", "1990-03-12"],
    ["1º de abril de 2001", "2001-04-01"],
    ["5 de enero del 2010", "2010-01-05"],
    ["March 12, 1990", "1990-03-12"],
    ["12 Mar 1990", "1990-03-12"],
    ["dec 1st 1999", "1999-12-01"],
    ["29/02/2024", "2024-02-29"],
    ["05/01/26", "2026-01-05"],
    ["06/01/26", "1926-01-06"],
    ["dezesseis de fevereiro de dois mil e onze", "2011-02-16"],
    ["El cinco de marzo de dos mil diecinueve, en la maternidad aquella", "2019-03-05"],
    ["Diecisiete de octubre del noventa y nueve.", "1999-10-17"],
    ["seventeenth of may nineteen ninety", "1990-05-17"],
    ["9 de abril de 86", "1986-04-09"],
    ["20 de outubro de 2010... não mentira, 2011", "2011-10-20"],
    ["3/4/2015, perdón, 3/5/2015", "2015-05-03"],
  ])("%s is %s", (text, date) => expect(birthDate(text, NOW)).toBe(date));

  test.each([
    "",
    "ontem",
    "31/02/1990",
    "29/02/2023",
    "12/13/1990",
    "06/01/2026",
    "01/01/1890",
    "12/03",
    "1/1/199",
    "12 de foo de 1990",
    "99999999",
  ])("%s is none", (text) => expect(birthDate(text, NOW)).toBeNull());

  test("any real date is read again from how it is shown in Portuguese", () => {
    const day = fc.date({ min: new Date("1910-01-01"), max: new Date("2025-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(birthDate(birthDateText(iso, "pt"), NOW)).toBe(iso);
        expect(birthDate(birthDateText(iso, "en"), NOW)).toBe(iso);
      }),
    );
  });

  test("is shown in each language's way, and left alone when it is none", () => {
    expect(birthDateText("1990-03-12", "pt")).toBe("12/03/1990");
    expect(birthDateText("1990-03-12", "es")).toBe("12/03/1990");
    expect(birthDateText("1990-03-12", "en")).toBe("Mar 12, 1990");
    expect(birthDateText("logo", "pt")).toBe("logo");
  });
});

describe("a phone", () => {
  test.each([
    ["(11) 98765-4321", "+5511987654321"],
    ["meu número é 11 98765 4321, pode ligar", "+5511987654321"],
    ["+55 11 98765-4321", "+5511987654321"],
    ["+54 9 11 2345-6789", "+5491123456789"],
    ["(11) 3456-7890", "+551134567890"],
    ["11987654321zap", "+5511987654321"],
    ["Rua A, 123, ligue 11 98765-4321", "+5511987654321"],
  ])("%s is %s", (text, number) => expect(phone(text)).toBe(number));

  test.each(["", "12345", "não tenho", "(11) 98765-4321 ou (11) 98765-4322", "(00) 98765-4321"])("%s is none", (text) =>
    expect(phone(text)).toBeNull(),
  );

  test("is shown as in its country", () => {
    expect(phoneText("+5511987654321")).toBe("(11) 98765-4321");
    expect(phoneText("+5491123456789")).toBe("+54 9 11 2345 6789");
    expect(phoneText("x")).toBe("x");
  });

  test("read again from how it is shown, it is the same", () => {
    const number = fc.integer({ min: 70_000_000, max: 99_999_999 }).map((digits) => `+55119${digits}`);
    fc.assert(
      fc.property(number, (e164) => {
        expect(phone(phoneText(e164))).toBe(e164);
      }),
    );
  });
});

describe("a CPF", () => {
  test("any valid one is read with and without its points, and shown with them", () => {
    const base = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(base, (digits) => {
        fc.pre(new Set(digits).size > 1);
        const whole = withCheckDigits(digits);
        expect(rule.isValid(whole)).toBe(true);
        expect(cpf(`meu cpf é ${whole}.`)).toBe(whole);
        expect(cpf(cpfText(whole))).toBe(whole);
        expect(cpfText(whole)).toMatch(/^\d{3}\.\d{3}\.\d{3}-\d{2}$/);
      }),
    );
  });
  test.each(["", "111.111.111-11", "123.456.789-00", "529982247255", "529.982.247-25 e 111.444.777-35"])(
    "%s is none",
    (text) => expect(cpf(text)).toBeNull(),
  );
});

function withCheckDigits(digits: readonly number[]): string {
  const check = (all: readonly number[]) => {
    const sum = all.reduce((total, digit, index) => total + digit * (all.length + 1 - index), 0);
    return ((sum * 10) % 11) % 10;
  };
  const first = [...digits, check(digits)];
  return [...first, check(first)].join("");
}

describe("an email", () => {
  test.each([
    ["ana@example.com", "ana@example.com"],
    ["meu email é ANA.Silva+x@Example.com.br.", "ana.silva+x@example.com.br"],
    ["<ana@example.com>", "ana@example.com"],
  ])("%s is %s", (text, address) => expect(email(text)).toBe(address));
  test.each(["", "ana@", "@example.com", "ana arroba example", "a@b.co ou c@d.co", `${"x".repeat(120)}@example.com`])(
    "%s is none",
    (text) => expect(email(text)).toBeNull(),
  );

  test("any plain one is read out of a sentence, in small letters", () => {
    const part = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);
    fc.assert(
      fc.property(part, part, fc.constantFrom("com", "com.br", "org"), (name, host, end) => {
        const address = `${name}@${host}.${end}`;
        expect(email(`pode mandar para ${address}, obrigada`)).toBe(address.toLowerCase());
      }),
    );
  });
});

describe("a name", () => {
  test.each([
    ["Hola, me llamo MARÍA del pilar", "María del Pilar"],
    ["my name is john o'neil", "John O'Neil"],
    ["i'm Kate", "Kate"],
    ["pode me chamar de a Bia", "Bia"],
    ["é a carla", "Carla"],
    ["na verdade é Zé", "Zé"],
    ["it's kim", "Kim"],
    ["Comba", "Comba"],
    ["blz, então é o rui", "Rui"],
    ["oi Maria 😊", "Maria"],
    ["😊 Maria", "Maria"],
    ["sim, Ana Luísa", "Ana Luísa"],
    ["Thaís com h", "Thaís"],
    ["é Mariah, com h", "Mariah"],
    ["Tiago com th e y", "Tiago"],
    ["Kate with a K", "Kate"],
    ["Юлия", "Юлия"],
    ["Dra. Helena Prado", "Helena Prado"],
    ["é o dr Paulo", "Paulo"],
    ["Drauzio", "Drauzio"],
  ])("%s is %s", (text, name) => expect(personName(text)).toBe(name));

  test.each(["é com dois eles", "con h", "with a K", "quem é?", "😊", "12"])("%s is none", (text) =>
    expect(personName(text)).toBeNull(),
  );

  // Of Brazil and of those who live there: rare ones, one word, particles, and words that mean something else as well.
  test.each(
    `Maria, José, Wellington, Uéslei, Francisca das Chagas, João Batista da Silva Filho, Raimundo Nonato, Zé, Iara, Tainá,
    Ubirajara, Jurema, Kauã, Enzo Gabriel, Deusdete, Adenilson, Creuza, Thaís, Lia, Duda, Edivânia, Cícero, Aparecida,
    Maria da Saúde, Maria das Dores, Maria do Socorro, Sol, Luz Marina, Fernando Pessoa, Domingos Dias, Plácido Domingo,
    Carlos Bueno, João do Vale, Joaquim Neto, Pedro Sobrinho, Seu Jorge, Dona Ivone, Clara Claro, Pero Vaz de Caminha, Jão,
    Quitéria, Gil, Nara Leão, Boaventura, Flor, Violeta, Ana e João, D'Ávila, Jean-Pierre, O'Neil, Müller, Søren, Chloé,
    Ela Demir, Can Yilmaz, Nao Tanaka, Uma Thurman, Kim Ok, Ai Nakamura, Steve Vai, Perry Como, Numa Pompílio, Sem de Vries,
    Are Nilsen, Ali Hassan, Nguyễn Thị Hoa, Guadalupe, Dolores, Xochitl, Li, Nada Petrovic, Boa Morte, John Good`.split(
      /,\s+/,
    ),
  )("%s is a name", (name) => expect(personName(name)).not.toBeNull());

  test.each(
    `blz entao, blz então, sim, não, nao sei, não quero dizer, ok, ta bom, bom dia, boa noite gente, opa, kkkk, haha, rsrs,
    quero marcar, quero marcar uma consulta, vcs atendem unimed, qual o valor, como assim, tudo bem com vc, preciso de ajuda,
    falar com atendente, prefiro nao dizer, depois, segunda de manhã, amanhã, pra minha filha, para mim, eu, eu mesmo,
    terapia de casal, obrigada, valeu, pode ser, isso mesmo, já sou paciente, estou com dor, meu nome, menu, voltar,
    hola buenas, quiero una cita, claro, buenos días, i want an appointment, yes please, good morning, i need help,
    seu idiota, vai tomar no cu, esquece, espera, presencialmente, olvídalo, forget it, fuck you`.split(/,\s+/),
  )("%s is no name", (text) => expect(personName(text)).toBeNull());

  test("a word that no name holds makes any name a sentence, and a pleasantry before it does not", () => {
    const given = fc.constantFrom("Ana", "Tainá", "João", "Nguyễn");
    const sentence = fc.constantFrom(...NEVER_IN_NAMES);
    fc.assert(
      fc.property(given, sentence, (name, word) => {
        expect(personName(`${name} ${word} ${name}`)).toBeNull();
        expect(personName(`ok, ${name} ${name}`)).toBe(`${name} ${name}`);
      }),
    );
  });

  test("whatever is said, a name is letters, short, and read again the same", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const name = personName(text);
        if (name === null) return;
        expect(name.length).toBeLessThanOrEqual(120);
        expect(name).toMatch(/^\p{L}/u);
      }),
    );
  });
});

describe("an insurance", () => {
  const flow = flowWith({
    catalogue: {
      insurances: {
        unimed: { name: { pt: "Unimed" }, words: { pt: ["unimed sp", "a unimed"] } },
        private: { name: { pt: "Particular", en: "Private" } },
      },
    },
  });
  test.each([
    ["tenho Unimed", "unimed"],
    ["UNIMED SP nacional", "unimed"],
    ["private", "private"],
    ["Bradesco Saúde", "Bradesco Saúde"],
    ["unimed ou particular", "unimed ou particular"],
  ])("%s is kept as %s", (text, kept) => expect(insurance(flow, text)).toBe(kept));
  test.each(["", "12", "!", "tenho mas nao quero usar", "no quiero usar el seguro"])("%s is none", (text) =>
    expect(insurance(flow, text)).toBeNull(),
  );

  test("whatever is said, it is one of the catalogue's or the words themselves, and read again the same", () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.constantFrom("Unimed", "tenho a unimed", "private", "Amil")), (text) => {
        const kept = insurance(flow, text);
        if (kept !== null) expect(insurance(flow, kept)).toBe(kept);
      }),
    );
  });
});

test("no text makes a normaliser throw", () => {
  const flow = flowWith();
  fc.assert(
    fc.property(anything, (text) => {
      for (const normalise of [personName, phone, cpf, email]) normalise(text);
      birthDate(text, NOW);
      insurance(flow, text);
      birthDateText(text, "pt");
      phoneText(text);
      cpfText(text);
    }),
  );
});

describe("an insurance that is not in the catalogue", () => {
  const flow = flowWith({ catalogue: { insurances: { unimed: { name: "Unimed" } } } });

  test.each([
    ["tenho Hapvida", "Hapvida"],
    ["na verdade tenho unimed", "unimed"],
    ["meu plano é o Porto Seguro", "Porto Seguro"],
    ["my insurance is Cigna Global.", "Cigna Global"],
  ])("is kept by its name: %s", (text, kept) => expect(insurance(flow, text)).toBe(kept));

  test.each(["tenho convênio sim", "quero usar o plano de saúde", "vocês atendem Hapvida?", "my health insurance"])(
    "has no name yet in: %s",
    (text) => expect(insurance(flow, text)).toBeNull(),
  );
});
