import { expect, test } from "vitest";
import { whoseDanger } from "../src/dialogue/whose-danger.ts";
import { plain } from "../src/state/utterance.ts";

test.each([
  "minha filha tomou um monte de remédio e estou com medo",
  "minha aluna disse que quer se matar",
  "meu vizinho tá batendo na mulher",
  "ela não responde mais",
  "mi hermana dice que se va a matar",
  "my brother took all his pills",
  "a student told me he wants to disappear",
  "minha mãe não respira",
  "meu avô caiu e não acorda",
  "a criança engoliu uma pilha",
  "mi niño no respira",
])("%s tells of somebody else's danger", (text) => expect(whoseDanger(plain(text))).toBe("theirs"));

test.each([
  "quero me matar",
  "minha mãe vai sofrer mas vou me matar",
  "meu marido me bateu",
  "tomei os remédios da minha mãe",
  "estou com falta de ar",
  "mi esposo me amenaza",
  "he hits me",
  "não aguento mais",
])("%s tells of the writer's own", (text) => expect(whoseDanger(plain(text))).toBe("own"));
