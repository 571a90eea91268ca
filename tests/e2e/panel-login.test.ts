import { expect, test } from "vitest";
import { ADMIN, done, expectAccessible, PASSWORD, startPanel } from "./panel.ts";

test("a person logs in, is brought back to where they wanted to go, and out again", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const context = await panel.browser.newContext({ locale: "pt-BR", reducedMotion: "reduce" });
  const page = await context.newPage();

  await page.goto(`${panel.url}/?aba=1`);
  await page.getByRole("heading", { name: "Entrar" }).waitFor();
  await expectAccessible(page);
  await page.getByLabel("E-mail").fill(ADMIN);
  await page.getByLabel("Senha").fill("errada");
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("Senha").inputValue()).toBe("");

  await page.getByLabel("Senha").fill(PASSWORD);
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.getByRole("heading", { level: 1, name: "Hoje" }).waitFor();
  expect(page.url()).toBe(`${panel.url}/?aba=1`);
  await expectAccessible(page);

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("agen");
  await page.getByRole("option", { name: /Agenda/ }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${panel.url}/agenda`);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Atalhos do teclado" }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.goto(`${panel.url}/`);

  await page.getByRole("button", { name: /Conta de/ }).click();
  await page.getByRole("menuitem", { name: "Sair" }).click();
  await page.getByRole("heading", { name: "Entrar" }).waitFor();
  await page.goto(`${panel.url}/`);
  await page.getByRole("heading", { name: "Entrar" }).waitFor();
  expect(panel.complaints).toEqual([]);
});

test("the search finds pages and people, or says that it found nothing; so does an address of no page", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const page = await panel.visit();
  // What a browser or a screen reader answers to is left to it: no letter does anything with Alt.
  await page.keyboard.press("Alt+g");
  await page.keyboard.press("p");
  expect(new URL(page.url()).pathname).toBe("/");
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: /Agenda/ }).waitFor();
  await page.getByRole("combobox").fill("nobody of this name");
  await page.getByText("Nada encontrado").waitFor();
  // A caller on the phone says their own name or number, and may be the patient's mother, or a contact who only wrote.
  await done(panel.api.POST("/api/v1/guardians", { body: { name: "Carla Prado", phone: "11 98765-0011" } }));
  await page.getByRole("combobox").fill("98765-0011");
  await page.getByRole("option", { name: /Carla Prado/ }).waitFor();
  await page.getByRole("option", { name: "Procurar “98765-0011” nas conversas" }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Carla Prado" }).waitFor();
  // Kit loads a page that is missing again where there is a newer release, which there is not.
  await page.goto(`${panel.url}/nao-existe`);
  await page.getByRole("heading", { name: "Página não encontrada" }).waitFor();
  await expectAccessible(page);
  expect(panel.complaints).toEqual([]);
});

test("the address to come back to is one of the panel's own", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  for (const stranger of ["//example.org/", "https://example.org/", "/\\example.org"]) {
    const page = await (await panel.browser.newContext({ locale: "pt-BR" })).newPage();
    await page.goto(`${panel.url}/entrar?voltar=${encodeURIComponent(stranger)}`);
    await page.getByLabel("E-mail").fill(ADMIN);
    await page.getByLabel("Senha").fill(PASSWORD);
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.getByRole("heading", { level: 1, name: "Hoje" }).waitFor();
    expect(page.url()).toBe(`${panel.url}/`);
  }
});
