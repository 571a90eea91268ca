import { expect, test } from "vitest";
import { leavesOut, timesAlone } from "../src/capture/times-alone.ts";

test.each([
  ["já disse duas vezes, antes das 10h, ter e qui", "antes das 10h, terça e quinta"],
  ["mas domingo", "domingo"],
  ["a gente prefere segunda ou sexta depois da creche", "segunda ou sexta depois da creche"],
  ["qualquer tarde, menos quarta", "qualquer tarde, menos quarta"],
  ["quando não tenho plantão, geralmente quinta de manhã", "quando não tenho plantão, geralmente quinta de manhã"],
  ["a partir das 18h porque saio do serviço às 17h", "a partir das 18h"],
  ["sábado tem jogo, sábado não quero. pode ser terça ou quarta", "terça ou quarta"],
  ["segunda a quinta, menos terça", "segunda a quinta, menos terça"],
  ["de tarde, sexta não posso", "de tarde, sexta não posso"],
  ["trabalho na feira até as 15h, então só à noite", "depois das 15h, só à noite"],
  ["los jueves salgo antes a las 3", "los jueves después de las 3"],
  ["lunes o martes después de las 6, ya te dije", "lunes o martes después de las 6"],
  ["segunda o miércoles pero después del trabajo", "segunda o miércoles pero después del trabajo"],
  ["jueves no, lunes sí, por la tarde", "lunes sí, por la tarde"],
  ["CHANGE my Monday", "Monday"],
  ["evenings except Thursday", "evenings except Thursday"],
  ["Mondays or Wednesdays before noon, and a ramp please, she uses a wheelchair", "Mondays or Wednesdays before noon"],
])("%s: %s", (given, alone) => expect(timesAlone(given)).toBe(alone));

test.each([
  ["já falei, terça à tarde", false],
  ["terça, e preciso de rampa na entrada", true],
])("%s: what is cut matters to the team, or not", (given, matters) =>
  expect(leavesOut(given, timesAlone(given))).toBe(matters),
);
