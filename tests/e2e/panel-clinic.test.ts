import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { done, expectAccessible, startPanel } from "./panel.ts";

const SERVICE = {
  slug: "fono",
  texts: { pt: { name: "Fonoaudiologia" } },
  durationMinutes: 40,
  modality: "both",
} as const;
const dialogOf = (page: Page) => page.getByRole("dialog");
const save = (page: Page) => dialogOf(page).getByRole("button", { name: "Salvar", exact: true }).click();
/** Rows stand twice in the page, as a table and as cards; one of both is shown. */
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test("a service is made with a synonym and its plans, edited by two at once without losing a word, deleted and restored", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const { id } = await done(panel.api.POST("/api/v1/professionals", { body: { name: "Dra. Camila" } }));
  const page = await panel.visit({ path: "/servicos" });
  await page.getByText("Nenhum serviço ainda").waitFor();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Novo serviço" }).click();
  await dialogOf(page).getByRole("textbox", { name: "Nome", exact: true }).fill("Psicologia");
  await dialogOf(page).getByRole("textbox", { name: "Outros nomes" }).fill("terapia");
  await page.keyboard.press("Enter");
  await dialogOf(page).getByLabel("Preço (R$)").fill("220,00");
  await dialogOf(page).getByLabel("Dra. Camila").check();
  await dialogOf(page).getByLabel("Convênios").selectOption("Estes convênios");
  await dialogOf(page).getByLabel("Convênio 1").fill("Unimed");
  await dialogOf(page).getByLabel("Valor de Unimed (R$)").fill("40,50");
  await dialogOf(page).getByRole("button", { name: "Mais um convênio" }).click();
  await dialogOf(page).getByLabel("Convênio 2").fill("unimed");
  await dialogOf(page).getByText("Este convênio já está na lista.").waitFor();
  expect(await dialogOf(page).getByRole("button", { name: "Salvar", exact: true }).isDisabled()).toBe(true);
  await dialogOf(page).getByLabel("Convênio 2").fill("Amil");
  await expectAccessible(page);
  await save(page);
  await row(page, "Psicologia").getByText("R$ 220,00").waitFor();
  await row(page, "Psicologia").getByText("Dra. Camila").waitFor();
  expect(await row(page, "Psicologia").textContent()).toContain("terapia");
  const given = await done(panel.api.GET("/api/v1/professionals/{id}", { params: { path: { id } } }));
  expect(given.serviceIds).toHaveLength(1);
  const { items } = await done(panel.api.GET("/api/v1/services"));
  const plans = [
    { name: "Unimed", priceCents: 4_050 },
    { name: "Amil", priceCents: null },
  ];
  expect(items).toMatchObject([{ insurances: plans }]);

  await row(page, "Psicologia").getByRole("link").click();
  await dialogOf(page).waitFor();
  const other = await panel.visit({ path: new URL(page.url()).pathname + new URL(page.url()).search });
  await dialogOf(other).getByLabel("Preço (R$)").fill("250,00");
  await dialogOf(other).getByLabel("Duração (minutos)").fill("60");
  await save(other);
  await row(other, "Psicologia").getByText("60 min").waitFor();
  await dialogOf(page).getByLabel("Preço (R$)").fill("240,00");
  await dialogOf(page).getByRole("textbox", { name: "Nome", exact: true }).fill("Psicologia infantil");
  await save(page);
  const conflict = page.getByRole("dialog", { name: "Outra pessoa mudou este registro" });
  await conflict.getByText("250,00").waitFor();
  await expectAccessible(page);
  await conflict.getByRole("radio", { name: /O que você digitou/ }).check();
  await conflict.getByRole("button", { name: "Salvar a escolha" }).click();
  await row(page, "Psicologia infantil").getByText("R$ 240,00").waitFor();
  await row(page, "Psicologia infantil").getByText("60 min").waitFor();

  await page.getByRole("button", { name: "Ações para Psicologia infantil" }).click();
  await page.getByRole("menuitem", { name: "Excluir" }).click();
  await page.getByText("Nenhum serviço ainda").waitFor();
  await page.getByRole("button", { name: "Desfazer" }).click();
  await row(page, "Psicologia infantil").waitFor();
  expect(panel.complaints).toEqual([]);
});

test("a professional gets hours with a break and an absence; what was typed is not lost by a slip", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  await done(panel.api.POST("/api/v1/services", { body: SERVICE }));
  const page = await panel.visit({ path: "/profissionais" });
  await page.getByRole("link", { name: "Novo profissional" }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole("textbox", { name: "Nome", exact: true }).fill("Marcos Vilela");
  await dialog.getByLabel("Fonoaudiologia").check();
  const addMonday = dialog.getByRole("button", { name: "Mais um período: Segunda" });
  await addMonday.click();
  await addMonday.click();
  await dialog.getByLabel("Segunda, até").nth(1).fill("1730");
  await dialog.getByRole("button", { name: "Repetir de segunda a sexta" }).click();
  await dialog.getByLabel("Terça, das").nth(1).fill("11:00");
  await dialog.getByLabel("Terça, até").nth(1).focus();
  await dialog.getByText("se sobrepõe a outro do mesmo dia").first().waitFor();
  expect(await dialog.getByRole("button", { name: "Salvar", exact: true }).isDisabled()).toBe(true);
  await dialog.getByLabel("Terça, das").nth(1).fill("14");
  await dialog.getByRole("button", { name: "Nova ausência" }).click();
  await dialog.getByRole("textbox", { name: "De", exact: true }).fill("20/12/2030");
  await dialog.getByLabel("Motivo").fill("Férias");
  await expectAccessible(page);

  page.once("dialog", (question) => void question.dismiss());
  await page.keyboard.press("Escape");
  expect(await dialog.getByLabel("Motivo").inputValue()).toBe("Férias");
  await save(page);
  await row(page, "Marcos Vilela").getByText("Fonoaudiologia").waitFor();
  await expectAccessible(page);
  const { items } = await done(panel.api.GET("/api/v1/professionals"));
  const spans = items[0]?.workingHours.filter(({ weekday }) => weekday === "tuesday" || weekday === "friday");
  expect(spans).toEqual([
    { weekday: "tuesday", opens: "08:00", closes: "12:00" },
    { weekday: "tuesday", opens: "14:00", closes: "17:30" },
    { weekday: "friday", opens: "08:00", closes: "12:00" },
    { weekday: "friday", opens: "13:00", closes: "17:30" },
  ]);
  expect(items[0]?.absences).toEqual([
    { startsAt: "2030-12-20T03:00:00.000Z", endsAt: "2030-12-21T03:00:00.000Z", reason: "Férias" },
  ]);

  await row(page, "Marcos Vilela").getByRole("link").click();
  await dialog.getByRole("button", { name: "Excluir" }).click();
  await page.getByText("Nenhum profissional ainda").waitFor();
  await page.getByRole("link", { name: "Excluídos" }).click();
  await row(page, "Marcos Vilela").getByRole("button", { name: "Restaurar" }).click();
  await page.getByText("Ninguém foi excluído").waitFor();
  expect(panel.complaints).toEqual([]);
});

test("the bot is switched off and on, hours and a holiday are kept, and numbers show how they stand", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const page = await panel.visit({ path: "/bot" });
  await page.getByText("O horário da clínica ainda não foi definido aqui").waitFor();
  await expectAccessible(page);
  const all = page.getByRole("switch", { name: "Robô em todos os números" });
  await all.click();
  await page.getByText("Nenhuma resposta: o robô está desligado.").waitFor();
  expect(await done(panel.api.GET("/api/v1/bot"))).toMatchObject({ enabled: false });
  await all.click();
  await page.getByText("O robô responde na hora").waitFor();
  await page.getByRole("switch", { name: "Robô em Número da clínica" }).click();
  await page.getByText("o robô está desligado neste número").waitFor();
  await undo(page, "Robô desligado em Número da clínica");
  await page.getByText("O robô responde na hora").waitFor();

  await page.getByRole("link", { name: "Horários e feriados" }).click();
  await page.getByRole("button", { name: "Editar horário" }).click();
  await dialogOf(page).getByRole("button", { name: "Mais um período: Sábado" }).click();
  await expectAccessible(page);
  await save(page);
  await page.getByText("08:00–12:00").waitFor();
  await page.getByRole("button", { name: "Novo dia" }).click();
  await dialogOf(page).getByRole("textbox", { name: "Dia", exact: true }).fill(inDays(3));
  await dialogOf(page).getByLabel("Nome").fill("Recesso");
  await dialogOf(page).getByLabel("Abre neste dia").click();
  await dialogOf(page).getByRole("button", { name: "Mais um período" }).click();
  const afternoon = dialogOf(page).getByRole("textbox", { name: "Dia, das" }).nth(1);
  await afternoon.fill("11");
  await dialogOf(page).getByRole("textbox", { name: "Dia, até" }).nth(1).fill("24");
  await page.keyboard.press("Tab");
  await dialogOf(page).getByText("Este período se sobrepõe a outro do mesmo dia").first().waitFor();
  await expectAccessible(page);
  await afternoon.fill("14");
  // What is typed counts once the field is left.
  await afternoon.press("Tab");
  await save(page);
  await page.getByText("Recesso").waitFor();
  await page.getByText("Abre 08:00–12:00, 14:00–24:00").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ações para Recesso" }).click();
  await page.getByRole("menuitem", { name: "Excluir" }).click();
  await page.getByText("Nenhum dia marcado").waitFor();

  await page.goto(`${panel.url}/canais`);
  await page.getByText("Sem notícia").waitFor();
  await page.getByRole("button", { name: "Renomear Número da clínica" }).click();
  await dialogOf(page).getByLabel("Nome").fill("Recepção");
  await expectAccessible(page);
  await save(page);
  await page.getByRole("heading", { name: "Recepção" }).waitFor();
  await expectAccessible(page);
  expect(panel.complaints).toEqual([]);
});

test("an answer is kept ready with the patient's name in it, shown as it will read, deleted and made again", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const body = { title: "Endereço", shortcut: "endereco", text: "Rua das Flores, 120." };
  await done(panel.api.POST("/api/v1/quick-replies", { body }));
  const page = await panel.visit({ path: "/respostas?resposta=novo" });
  const dialog = dialogOf(page);
  await dialog.getByLabel("Título").fill("Endereço");
  await dialog.getByRole("textbox", { name: "Texto" }).fill("Olá, ! Até já.");
  await page.keyboard.press("Home");
  for (let at = 0; at < "Olá, ".length; at++) await page.keyboard.press("ArrowRight");
  await dialog.getByRole("button", { name: "Primeiro nome" }).click();
  await dialog.getByText("Olá, Ana! Até já.").waitFor();
  await expectAccessible(page);
  await save(page);
  await dialog.getByText("Já existe uma resposta com este atalho.").waitFor();
  await dialog.getByLabel("Atalho").fill("como-chegar");
  await save(page);
  await row(page, "Olá, {first_name}!").getByText("/como-chegar").waitFor();
  await expectAccessible(page);
  await row(page, "/como-chegar").getByRole("button", { name: "Ações para Endereço" }).click();
  await page.getByRole("menuitem", { name: "Excluir" }).click();
  await undo(page, "“Endereço” foi excluída");
  await row(page, "/como-chegar").waitFor();
  const email = await panel.user("analyst", "Ana Analista");
  const analyst = await panel.visit({ email, path: "/respostas" });
  await analyst.getByText("Seu perfil não vê esta página").waitFor();
  expect(await analyst.getByRole("link", { name: "Respostas prontas" }).count()).toBe(0);
  expect(panel.complaints).toEqual([]);
});

test("a number is blocked with a reason and lifted; a role without rights sees neither buttons nor blocks", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const page = await panel.visit({ path: "/bot?aba=bloqueios" });
  await page.getByText("Ninguém bloqueado").waitFor();
  await page.getByRole("button", { name: "Bloquear contato" }).click();
  await page.getByRole("searchbox", { name: "Nome ou telefone" }).fill("(21) 97777-6666");
  await page.getByRole("radio", { name: "O número (21) 97777-6666" }).check();
  await dialogOf(page).getByLabel("Motivo").fill("Propaganda");
  await expectAccessible(page);
  await dialogOf(page).getByRole("button", { name: "Bloquear", exact: true }).click();
  await row(page, "(21) 97777-6666").getByText("Propaganda").waitFor();
  await row(page, "(21) 97777-6666").getByText("Administração").waitFor();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Retirar o bloqueio: (21) 97777-6666" }).click();
  await page.getByText("Ninguém bloqueado").waitFor();
  await undo(page, "o robô volta a responder");
  await row(page, "(21) 97777-6666").getByText("Propaganda").waitFor();
  const { items } = await done(panel.api.GET("/api/v1/blocks", { params: { query: { inForce: "true" } } }));
  expect(items).toMatchObject([{ contactKey: "5521977776666", reason: "Propaganda" }]);

  const email = await panel.user("analyst", "Ana Analista");
  const analyst = await panel.visit({ email, path: "/bot?aba=bloqueios" });
  await analyst.getByText("O que um paciente ouviria agora").waitFor();
  expect(await analyst.getByRole("link", { name: "Bloqueios" }).count()).toBe(0);
  expect(await analyst.getByRole("switch", { name: "Robô em todos os números" }).isDisabled()).toBe(true);
  await analyst.goto(`${panel.url}/servicos`);
  await analyst.getByText("Nenhum serviço ainda").waitFor();
  expect(await analyst.getByRole("link", { name: "Novo serviço" }).count()).toBe(0);
  await analyst.goto(`${panel.url}/canais`);
  await analyst.getByRole("heading", { name: "Número da clínica" }).waitFor();
  expect(await analyst.getByRole("button", { name: /Renomear/ }).count()).toBe(0);
  expect(panel.complaints).toEqual([]);
});

const undo = (page: Page, done: string) =>
  page.getByRole("listitem").filter({ hasText: done }).getByRole("button", { name: "Desfazer" }).click();

/** As it is typed, some days from now. */
function inDays(days: number): string {
  const day = new Date(Date.now() + days * 24 * 3600_000).toISOString().slice(0, 10);
  return day.split("-").reverse().join("/");
}
