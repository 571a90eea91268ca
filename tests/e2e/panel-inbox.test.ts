import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { done, expectAccessible, type PanelSystem, startPanel } from "./panel.ts";
import { shoot } from "./pictures.ts";

const ends = new AsyncDisposableStack();
let panel: PanelSystem;

beforeAll(async () => {
  panel = await startPanel(ends, { withBot: true });
});
afterAll(() => ends.disposeAsync());

/** As long as the browser waits for what it is asked for; a machine may be busy. */
const WAIT = { timeout: 30_000 };
const pathOf = (phone: string) => `/conversas/main/${phone}`;
const list = (page: Page) => page.getByRole("list", { name: "Lista de conversas" });
const timeline = (page: Page) => page.getByRole("log", { name: "Mensagens" });
const composer = (page: Page) => page.getByRole("textbox", { name: /^Mensagem para/ });
const bubbles = (page: Page, text: string) => timeline(page).getByText(text, { exact: true });

/** A patient wrote, and the bot has answered. */
async function conversation(phone: string): Promise<void> {
  await panel.patient(phone, "oi");
  const params = { path: { channel: "main", contact: phone } };
  const answered = async () => {
    const { data } = await panel.api.GET("/api/v1/conversations/{channel}/{contact}/timeline", { params });
    return data?.items.some((item) => item.type === "message" && item.author === "bot") ?? false;
  };
  await expect.poll(answered, WAIT).toBe(true);
}

test("who writes appears in the list without a reload, counted by the tabs as it is listed", async () => {
  const page = await panel.visit({ path: "/conversas" });
  await page.getByText("Nenhuma conversa ainda").waitFor();
  await expectAccessible(page);

  await panel.patient("5511988880001", "oi");
  const row = list(page).getByRole("link", { name: /\(11\) 98888-0001/ });
  await row.getByText("1 mensagem não lida").waitFor();
  await page.getByRole("link", { name: "Todas 1" }).waitFor();
  await expectAccessible(page);

  await row.click();
  await page.getByRole("heading", { level: 1, name: "(11) 98888-0001" }).waitFor();
  await bubbles(page, "oi").waitFor();
  await expect.poll(() => row.getByText("mensagem não lida").count(), WAIT).toBe(0);
  await expectAccessible(page);

  await page.getByRole("link", { name: "Minhas 0" }).click();
  await page.getByText("Nenhuma conversa com você").waitFor();
  await page.getByRole("button", { name: /^Quem cuida/ }).click();
  await page.getByRole("menuitem", { name: "Eu cuido" }).click();
  await page.getByRole("link", { name: "Minhas 1" }).waitFor();
  await list(page).getByRole("link").waitFor();
  expect(new URL(page.url()).searchParams.get("aba")).toBe("minhas");
  // Who writes now is counted where it belongs, and is no row of the list as it is filtered; nor does the one that is open
  // leave it when it no longer fits.
  await panel.patient("5511988880009", "oi");
  await page.getByRole("link", { name: "Todas 2" }).waitFor();
  expect(await list(page).getByRole("link").count()).toBe(1);
  await page.getByRole("button", { name: /^Quem cuida/ }).click();
  await page.getByRole("menuitem", { name: "Ninguém" }).click();
  await page.getByRole("link", { name: "Minhas 0" }).waitFor();
  expect(await list(page).getByRole("link").count()).toBe(1);
  await page.context().close();
});

test("below the line where a person took over stands no word of the bot until it is given back", async () => {
  const phone = "5511988880002";
  await conversation(phone);
  const page = await panel.visit({ path: pathOf(phone) });
  await page.getByRole("button", { name: "Por que o robô disse isso?" }).first().click();
  const why = page.getByRole("dialog", { name: "Por que o robô disse isso?" });
  await why.getByRole("heading", { name: "Depois" }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Assumir" }).click();
  await timeline(page).getByText("assumiu a conversa").waitFor();
  await panel.patient(phone, "quero ver o menu");
  await bubbles(page, "quero ver o menu").waitFor();
  await composer(page).fill("Olá! Aqui é da recepção.");
  await composer(page).press("Enter");
  await bubbles(page, "Olá! Aqui é da recepção.").waitFor();
  await timeline(page)
    .getByRole("img", { name: /Entregue|Lida/ })
    .last()
    .waitFor();
  expect(await timeline(page).locator("[data-line=taken] ~ [data-author=bot]").count()).toBe(0);
  await page.getByRole("button", { name: "Dispensar aviso" }).click();
  await shoot(page, "panel-inbox");

  await page.getByRole("button", { name: "Devolver ao robô" }).click();
  await timeline(page).getByText("O robô voltou a responder").waitFor();
  await panel.patient(phone, "menu");
  await bubbles(page, "menu").waitFor();
  await timeline(page).locator("[data-line=given-back] ~ [data-author=bot]").first().waitFor();
  expect(panel.complaints).toEqual([]);
  await page.context().close();
});

test("two people at one conversation see each other and each other's words", async () => {
  const phone = "5511988880003";
  await conversation(phone);
  const [rafaela, bruno] = [await panel.user("attendant", "Rafaela Lima"), await panel.user("attendant", "Bruno Reis")];
  const hers = await panel.visit({ email: rafaela, path: pathOf(phone) });
  const his = await panel.visit({ email: bruno, path: pathOf(phone) });

  // Whose reading is seen before a word is typed.
  await his.getByText("Rafaela Lima está vendo esta conversa").waitFor();
  await composer(hers).pressSequentially("Bom dia");
  await his.getByRole("heading", { level: 1 }).locator("..").getByText("Rafaela Lima está escrevendo…").waitFor();
  await composer(hers).press("Enter");
  await bubbles(his, "Bom dia").waitFor();
  await timeline(his).getByText("Rafaela Lima", { exact: true }).waitFor();

  await his.getByRole("button", { name: "Anotar" }).click();
  await his.getByRole("textbox", { name: "Anotação para a equipe" }).fill("Prefere de manhã");
  await his.keyboard.press("Enter");
  await hers.getByRole("region", { name: "Anotação de Bruno Reis" }).getByText("Prefere de manhã").waitFor();
  await expectAccessible(hers);
  await Promise.all([hers.context().close(), his.context().close()]);
});

test("what was written while the API was away is kept, said to be unsent, and sent once", async () => {
  const phone = "5511988880004";
  await conversation(phone);
  const page = await panel.visit({ path: pathOf(phone) });
  await composer(page).waitFor();
  await panel.endApi();
  await composer(page).fill("Seu horário está confirmado");
  await composer(page).press("Enter");
  await page.getByText("Não enviada: sem conexão com o Acolhe.").waitFor();
  await composer(page).fill("Mais uma coisa");
  await expectAccessible(page);

  await panel.startApi();
  await page.reload();
  await expect.poll(() => composer(page).inputValue(), WAIT).toBe("Mais uma coisa");
  await page.getByRole("button", { name: "Enviar de novo" }).click();
  await timeline(page).getByText("assumiu a conversa").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Enviar de novo" }).count(), WAIT).toBe(0);
  await expect.poll(() => timeline(page).locator("[data-author=attendant]").count(), WAIT).toBe(1);
  expect(await bubbles(page, "Seu horário está confirmado").count()).toBe(1);
  await page.context().close();
});

/** Presses Tab until it has the focus: who has no mouse has no other way. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses++) {
    if ((await target.and(page.locator(":focus")).count()) > 0) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not come to it");
}

test("a receptionist's day is done by keyboard: walk the list, reply with an answer kept ready, find a patient, book", async () => {
  const iracema = await done(panel.api.POST("/api/v1/patients", { body: { name: "Iracema Lopes" } }));
  const service = await done(
    panel.api.POST("/api/v1/services", {
      body: { slug: "acupuntura", texts: { pt: { name: "Acupuntura" } }, durationMinutes: 50, modality: "in-person" },
    }),
  );
  const workingHours = [{ weekday: "tuesday" as const, opens: "08:00", closes: "12:00" }];
  await done(
    panel.api.POST("/api/v1/professionals", {
      body: { name: "Dra. Helena Duarte", workingHours, serviceIds: [service.id] },
    }),
  );
  await done(
    panel.api.POST("/api/v1/quick-replies", {
      body: { title: "Endereço", shortcut: "endereco", text: "Ficamos na Rua das Flores, 120." },
    }),
  );
  await conversation("5511988880005");
  await conversation("5511988880006");
  const page = await panel.visit({ path: "/conversas" });
  await list(page)
    .getByRole("link", { name: /98888-0006/ })
    .waitFor();
  await page.keyboard.press("j");
  await page.getByRole("heading", { level: 1, name: /98888-0006/ }).waitFor();
  await page.keyboard.press("j");
  await page.getByRole("heading", { level: 1, name: /98888-0005/ }).waitFor();
  await page.keyboard.press("k");
  await page.getByRole("heading", { level: 1, name: /98888-0006/ }).waitFor();
  await composer(page).waitFor();
  await page.keyboard.press("r");
  await page.keyboard.type("/end");
  await page.getByRole("option", { name: /Endereço/ }).waitFor();
  await page.keyboard.press("Enter");
  expect(await composer(page).inputValue()).toBe("Ficamos na Rua das Flores, 120.");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("Até logo");
  await page.keyboard.press("Enter");
  await timeline(page).locator("[data-author=attendant]").getByText("Até logo").waitFor();

  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("Iracema");
  await page.getByRole("option", { name: /Iracema Lopes/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Iracema Lopes" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.getByRole("heading", { level: 1, name: "Agenda" }).waitFor();
  await page.keyboard.press("n");
  const form = page.getByRole("dialog", { name: "Marcar consulta" });
  await tabTo(page, form.getByLabel("Paciente"));
  await page.keyboard.type("Iracema");
  await form.getByRole("option", { name: /^Iracema Lopes/ }).waitFor();
  await page.keyboard.press("Enter");
  await tabTo(page, form.getByLabel("Serviço"));
  await page.keyboard.type("Acu");
  await tabTo(page, form.getByLabel("Dia"));
  // A Tuesday long from now, whatever day it is, and in whichever order the browser has day and month.
  await page.keyboard.type("01012030");
  await tabTo(page, form.getByRole("button", { name: "08:50 Dra. Helena Duarte" }));
  await page.keyboard.press("Enter");
  await tabTo(page, form.getByRole("button", { name: "Marcar" }));
  await page.keyboard.press("Enter");
  await form.waitFor({ state: "detached" });
  const query = { patientId: iracema.id };
  const { items } = await done(panel.api.GET("/api/v1/appointments", { params: { query } }));
  expect(items.map(({ startsAt }) => startsAt)).toEqual(["2030-01-01T11:50:00.000Z"]);
  await page.context().close();
});

test("on a phone the panes come one after the other", async () => {
  const phone = "5511988880007";
  await conversation(phone);
  const page = await panel.visit({ path: "/conversas", viewport: { width: 360, height: 740 } });
  await list(page)
    .getByRole("link", { name: /98888-0007/ })
    .click();
  await composer(page).waitFor();
  expect(await list(page).isVisible()).toBe(false);
  await expectAccessible(page);
  await page.getByRole("heading", { level: 1 }).getByRole("link").click();
  await page.getByRole("dialog", { name: "Detalhes" }).getByText("O que o robô anotou").waitFor();
  await page.goBack();
  await page.getByRole("link", { name: "Voltar para a lista" }).click();
  await list(page).waitFor();
  await page.context().close();
});

test("a number is linked to who writes from it, and unlinked again", async () => {
  const phone = "5511988880008";
  await conversation(phone);
  await done(panel.api.POST("/api/v1/guardians", { body: { name: "Lívia Batista" } }));
  const page = await panel.visit({ path: pathOf(phone) });
  await page.getByRole("button", { name: "Dizer de quem é o número" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nome, CPF ou telefone").fill("livia");
  await page.getByRole("option", { name: /Lívia Batista/ }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Vincular" }).click();
  await page.getByRole("heading", { level: 1, name: "Lívia Batista" }).waitFor();
  await list(page)
    .getByRole("link", { name: /Lívia Batista/ })
    .waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Desvincular Lívia Batista" }).click();
  await page.getByRole("button", { name: "Dizer de quem é o número" }).waitFor();
  await page.context().close();
});

test("a role without conversations sees neither them nor the way to them", async () => {
  const analyst = await panel.user("analyst", "Ana Lista");
  const page = await panel.visit({ email: analyst, path: pathOf("5511988880001") });
  await page.getByText("Seu acesso não inclui conversas").waitFor();
  expect(await page.getByRole("link", { name: "Conversas" }).count()).toBe(0);
  await expectAccessible(page);
  const missing = await panel.visit({ path: pathOf("5511900000000") });
  await missing.getByRole("alert").getByText("Não encontrado").waitFor();
  await expectAccessible(missing);
  expect(panel.complaints).toEqual([]);
  await Promise.all([page.context().close(), missing.context().close()]);
});
