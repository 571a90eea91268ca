import { readFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { done, expectAccessible, PASSWORD, type PanelSystem, startPanel } from "./panel.ts";

const ends = new AsyncDisposableStack();
let panel: PanelSystem;
beforeAll(async () => {
  panel = await startPanel(ends);
});
afterAll(() => ends.disposeAsync());

const h1 = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
const patient = (body: { name: string; phone?: string; insurance?: string; birthDate?: string }) =>
  done(panel.api.POST("/api/v1/patients", { params: { query: { allowDuplicates: "true" } }, body }));
const read = (id: string) => done(panel.api.GET("/api/v1/patients/{id}", { params: { path: { id } } }));
const save = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "Salvar", exact: true }).click();

/** Goes on with Tab, as a user without a mouse does, to what is called so. */
async function tabTo(page: Page, role: "button" | "link" | "radio", name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  for (let presses = 0; presses < 60; presses++) {
    if ((await wanted.and(page.locator(":focus")).count()) === 1) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}`);
}

test("a child and who answers for it are registered in one go without a mouse, and found by CPF", async () => {
  const page = await panel.visit();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await h1(page, "Pacientes");
  await page.getByText("Nenhum paciente ainda").waitFor();
  await expectAccessible(page);

  await tabTo(page, "button", "Novo paciente");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("Théo Batista Prado");
  await page.keyboard.press("Tab");
  await page.keyboard.type("12052018");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("52998224725");
  await page.getByText("É menor de idade").waitFor();
  await tabTo(page, "radio", "Ninguém agora");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await page.keyboard.type("Rosana Prado");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("11 98765-4321");
  await page.keyboard.press("Enter");

  await h1(page, "Théo Batista Prado");
  await page.getByText("12/05/2018").waitFor();
  await page.getByRole("link", { name: "Rosana Prado" }).waitFor();
  await page.getByText("(11) 98765-4321").waitFor();
  await expectAccessible(page);

  await page.goto(`${panel.url}/pacientes`);
  await page.getByRole("searchbox", { name: "Buscar" }).fill("529.982.247-25");
  await expect.poll(() => page.url()).toContain("busca=529.982.247-25");
  await page.getByText("1 de 1").waitFor();
  // Of the list without the search, too, there was one: pale until the answer is there.
  await page.locator('[aria-busy="true"]').waitFor({ state: "detached" });
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await page.getByRole("searchbox", { name: "Buscar" }).blur();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await h1(page, "Théo Batista Prado");
  // The way back leads to the list as it was left.
  await page.getByRole("main").getByRole("link", { name: "Pacientes" }).click();
  expect(await page.getByRole("searchbox", { name: "Buscar" }).inputValue()).toBe("529.982.247-25");
  await page.context().close();
});

test("who is there already is told while one types, and a wrong CPF is told before it is sent", async () => {
  await patient({ name: "Helena Duarte Lopes", phone: "11977776666" });
  const page = await panel.visit({ path: "/pacientes?novo=1" });
  await page.getByRole("textbox", { name: "Nome", exact: true }).fill("Helena D. Lopes");
  await page.getByLabel("Telefone").fill("(11) 97777-6666");
  await page.getByText("Talvez já esteja cadastrado").waitFor();
  await page.getByLabel("CPF").fill("111.222.333-44");
  await page.getByText("Este CPF não existe").waitFor();
  await page.getByLabel("CPF").fill("");
  await save(page);
  await page.getByRole("alert").getByText("Confira os cadastros parecidos").waitFor();
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "É outra pessoa" }).check();
  await save(page);
  await h1(page, "Helena D. Lopes");
  await page.context().close();
});

test("two people change one record: what one saves appears to the other; different fields merge by themselves, the same field asks", async () => {
  const { id } = await patient({ name: "Caio Moura", phone: "11955554444" });
  const page = await panel.visit({ path: `/pacientes/${id}` });
  const colleague = async (body: { insurance: string }) => {
    const { version } = await read(id);
    const params = { path: { id }, header: { "if-match": `"${version}"` } };
    await done(panel.api.PATCH("/api/v1/patients/{id}", { params, body }));
  };
  await colleague({ insurance: "Particular" });
  await page.getByText("Particular").waitFor();

  await page.getByRole("button", { name: "Editar" }).click();
  await page.getByLabel("E-mail").fill("caio@exemplo.com.br");
  await colleague({ insurance: "Amil" });
  await save(page);
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await read(id)).toMatchObject({ email: "caio@exemplo.com.br", insurance: "Amil" });

  await page.getByRole("button", { name: "Editar" }).click();
  await page.getByLabel("Convênio").fill("Unimed");
  await page.getByLabel("E-mail").fill("moura@exemplo.com.br");
  await colleague({ insurance: "Bradesco" });
  await save(page);
  await page.getByRole("heading", { name: "Outra pessoa mudou este registro" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("radio", { name: /Bradesco/ }).check();
  await page.getByRole("button", { name: "Salvar a escolha" }).click();
  await page.getByText("moura@exemplo.com.br").waitFor();
  expect(await read(id)).toMatchObject({ email: "moura@exemplo.com.br", insurance: "Bradesco" });
  await page.context().close();
});

test("neither an access token that ran out nor a login that ended loses what was typed", async () => {
  const { id } = await patient({ name: "Lia Fontes" });
  const page = await panel.visit({ path: `/pacientes/${id}` });
  const context = page.context();
  const isAccess = (name: string) => !/refresh/.test(name);

  await page.getByRole("button", { name: "Editar" }).click();
  await page.getByLabel("Convênio").fill("Unimed");
  for (const { name } of await context.cookies()) if (isAccess(name)) await context.clearCookies({ name });
  await save(page);
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByText("Unimed").waitFor();
  expect((await read(id)).insurance).toBe("Unimed");

  await page.getByRole("button", { name: "Editar" }).click();
  await page.getByLabel("E-mail").fill("lia@exemplo.com.br");
  await context.clearCookies();
  // Not by a click, which waits for its button: a reading of the page's own may have met the end of the login before.
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Entrar" }).waitFor();
  await page.getByLabel("E-mail").fill("admin@acolhe.local");
  await page.getByLabel("Senha").fill(PASSWORD);
  await page.getByRole("button", { name: "Entrar" }).click();
  await h1(page, "Lia Fontes");
  await page.getByText("Alterações não salvas").waitFor();
  await page.getByRole("button", { name: "Continuar edição" }).click();
  expect(await page.getByLabel("E-mail").inputValue()).toBe("lia@exemplo.com.br");
  await save(page);
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect((await read(id)).email).toBe("lia@exemplo.com.br");
  await context.close();
});

test("what is deleted comes back with one press, one record or many", async () => {
  const { id } = await patient({ name: "Bento Sales" });
  const page = await panel.visit({ path: `/pacientes/${id}` });
  await page.getByRole("button", { name: "Ações", exact: true }).click();
  await page.getByRole("menuitem", { name: "Excluir" }).click();
  await h1(page, "Pacientes");
  await page.getByText("Bento Sales foi excluído").waitFor();
  await page.getByRole("button", { name: "Desfazer" }).click();
  await page.getByText("Cadastro de volta").waitFor();
  expect((await read(id)).deletedAt).toBeNull();

  await page.goto(`${panel.url}/pacientes?busca=bento`);
  await page.getByRole("checkbox", { name: "Selecionar Bento Sales" }).check();
  await expectAccessible(page);
  await page
    .getByRole("region", { name: "Ações para os selecionados" })
    .getByRole("button", { name: "Excluir" })
    .click();
  await page.getByText("Ninguém com essa busca").waitFor();
  await page.getByRole("button", { name: "Desfazer" }).click();
  await page.getByRole("link", { name: "Bento Sales" }).waitFor();
  await page.context().close();
});

test("the list as it is filtered is exported, and the files hold it", async () => {
  await patient({ name: "Zélia Quintão", insurance: "Cassi" });
  const page = await panel.visit({ path: "/pacientes?convenio=cassi" });
  await page.getByText("1 de 1").waitFor();
  const exported = async (format: string) => {
    await page.getByRole("button", { name: "Exportar" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: format }).click(),
    ]);
    return { name: download.suggestedFilename(), data: await readFile(await download.path()) };
  };
  const csv = await exported("CSV");
  expect(csv.name).toMatch(/^pacientes-\d{4}-\d\d-\d\d\.csv$/);
  const lines = csv.data.toString("utf8").trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("Zélia Quintão");
  const sheet = unpacked((await exported("Excel")).data, "xl/worksheets/sheet1.xml");
  expect(sheet).toContain("Zélia Quintão");
  expect(sheet).not.toContain("Bento");
  await page.context().close();
});

test("a list that was saved is there on the next day, and changes only when it is told to", async () => {
  const page = await panel.visit({ path: "/pacientes" });
  await page.getByRole("button", { name: "Filtros" }).click();
  await page.getByLabel("Falta no cadastro").selectOption({ label: "Sem responsável" });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Salvar como visão" }).click();
  await page.getByLabel("Nome da visão").fill("Falta responsável");
  await save(page);
  await page.getByRole("link", { name: "Falta responsável" }).waitFor();
  await page.getByRole("searchbox", { name: "Buscar" }).fill("lia");
  await page.getByRole("button", { name: "Atualizar visão" }).waitFor();
  // Elsewhere and back: the list is as it was left, with what was not saved in the view.
  const left = page.url();
  for (const key of ["Tab", "g", "h"]) await page.keyboard.press(key);
  await h1(page, "Hoje");
  await page.getByRole("link", { name: "Pacientes" }).click();
  await expect.poll(() => page.url()).toBe(left);

  const next = await panel.visit({ path: "/pacientes" });
  await next.getByRole("link", { name: "Falta responsável" }).click();
  await expect.poll(() => next.url()).toContain("falta=guardian");
  expect(next.url()).not.toContain("busca");
  await next.getByRole("link", { name: "Théo" }).waitFor({ state: "detached" });
  await next.getByRole("link", { name: "Zélia Quintão" }).waitFor();
  await next.context().close();
  await page.context().close();
});

test("two records of one person become one after a look at what would happen, and two again", async () => {
  const kept = await patient({ name: "Davi Rocha", phone: "11933332222" });
  const twin = await patient({ name: "Davi Rocha Lima", insurance: "Porto" });
  const page = await panel.visit({ path: `/pacientes/${kept.id}` });
  await page.getByRole("button", { name: "Ações", exact: true }).click();
  await page.getByRole("menuitem", { name: "Unir com outro cadastro" }).click();
  await page.getByRole("combobox").pressSequentially("rocha lima");
  await page.getByRole("option", { name: /Davi Rocha Lima/ }).click();
  await page.getByRole("radio", { name: /Davi Rocha Lima/ }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Unir", exact: true }).click();
  await h1(page, "Davi Rocha Lima");
  expect(await read(kept.id)).toMatchObject({ insurance: "Porto", phone: "+5511933332222" });
  await page
    .getByRole("region", { name: /Avisos/ })
    .getByRole("button", { name: "Desfazer" })
    .click();
  await page.getByRole("heading", { level: 1, name: "Davi Rocha", exact: true }).waitFor();
  expect((await read(twin.id)).deletedAt).toBeNull();
  await page.context().close();
});

test("a spreadsheet is looked at, tried, and taken without its bad lines", async () => {
  const page = await panel.visit({ path: "/pacientes/importar" });
  await expectAccessible(page);
  const text = "Quem;Nasc.;Documento\nIris Alencar;01/02/2015;\nOtto Alencar;31/02/2015;\nNina Alencar;;111\n";
  await page
    .getByLabel("Planilha", { exact: true })
    .setInputFiles({ name: "agenda.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByText("Diga qual coluna é o nome").waitFor();
  await page.getByLabel("Quem", { exact: true }).selectOption({ label: "Nome" });
  await page.getByLabel("Documento").selectOption({ label: "CPF" });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Conferir" }).click();
  await page.getByText("Nada foi gravado ainda").waitFor();
  await expectAccessible(page);
  expect(await page.getByRole("table").getByRole("rowheader").allTextContents()).toEqual(["3", "4"]);
  await page.getByRole("button", { name: "Importar 1 paciente" }).click();
  await page.getByText("Importação concluída").waitFor();
  await page.getByRole("link", { name: "Ver pacientes" }).click();
  await page.getByRole("link", { name: /Iris Alencar/ }).waitFor();
  await page.context().close();
});

test("a spreadsheet of another program says how it was read, and is read again as it is told", async () => {
  const page = await panel.visit({ path: "/pacientes/importar" });
  const text =
    "Cl\xednica Vida\nNome|Nasc.;x|Telefone|Celular\nJo\xe3o Prado|3/4/2001|11 93333-0001|\nJoana Prado||11 93333-0001|";
  await page
    .getByLabel("Planilha", { exact: true })
    .setInputFiles({ name: "antiga.txt", mimeType: "text/plain", buffer: Buffer.from(text, "latin1") });
  const readAs = page.getByRole("region", { name: "Como a planilha foi lida" });
  await readAs.waitFor();
  const chosen = (label: string) => readAs.getByLabel(label).locator("option:checked").textContent();
  expect(await chosen("Acentos")).toBe("Windows (Excel antigo)");
  expect(await chosen("O que separa as colunas")).toBe("Barra vertical ( | )");
  await readAs.getByText("Linhas acima dos títulos, deixadas de fora: 1.").waitFor();
  await page.getByText("Também parece ser Telefone. Escolha qual das duas vale.").waitFor();
  await page.getByLabel("Nasc.;x").selectOption({ label: "Nascimento" });
  await readAs.getByLabel("Datas de nascimento").selectOption({ label: "Mês primeiro: 12/31/1990" });
  await expectAccessible(page);
  await readAs.getByLabel("O que separa as colunas").selectOption({ label: "Ponto e vírgula ( ; )" });
  await page.getByLabel("Clínica Vida").waitFor();
  await readAs.getByLabel("O que separa as colunas").selectOption({ label: "Barra vertical ( | )" });
  await page.getByLabel("Nasc.;x").selectOption({ label: "Nascimento" });
  await readAs.getByLabel("Datas de nascimento").selectOption({ label: "Mês primeiro: 12/31/1990" });
  await page.getByRole("button", { name: "Conferir" }).click();
  await page.getByText("Parecidas entre si. Serão importadas assim mesmo: confira.").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Importar 2 pacientes" }).click();
  await page.getByText("Importação concluída").waitFor();
  await page.getByRole("link", { name: "Ver pacientes" }).click();
  await page.getByRole("link", { name: /João Prado/ }).waitFor();
  await page.context().close();
});

test("a role without rights sees neither button nor data", async () => {
  const { id } = await patient({ name: "Secreta Ramos" });
  const analyst = await panel.visit({ email: await panel.user("analyst", "Ana Lista"), path: `/pacientes/${id}` });
  await analyst.getByText("Seu perfil não vê esta página").waitFor();
  await expectAccessible(analyst);
  expect(await analyst.getByText("Secreta").count()).toBe(0);
  expect(await analyst.getByRole("link", { name: "Pacientes" }).count()).toBe(0);
  await analyst.context().close();

  const desk = await panel.visit({ email: await panel.user("attendant", "Rita Desk"), path: `/pacientes/${id}` });
  await h1(desk, "Secreta Ramos");
  await desk.getByRole("button", { name: "Ações", exact: true }).click();
  await desk.getByRole("menuitem", { name: "Imprimir" }).waitFor();
  expect(await desk.getByRole("menuitem").allTextContents()).toHaveLength(1);
  await desk.goto(`${panel.url}/pacientes`);
  await desk.getByRole("button", { name: "Novo paciente" }).waitFor();
  for (const name of ["Importar", "Exportar"])
    expect(await desk.getByRole("button", { name }).or(desk.getByRole("link", { name })).count()).toBe(0);
  await desk.context().close();
});

test("a record on paper is one page with the clinic's name and the day, black on white whatever the screen was", async () => {
  const { clinic } = await done(panel.api.GET("/api/v1/me"));
  const { id } = await patient({ name: "Pedro Paiva", phone: "11922221111", birthDate: "2019-02-03" });
  const page = await panel.visit({ path: `/pacientes/${id}`, colorScheme: "dark" });
  await page.getByRole("button", { name: "Editar" }).waitFor();
  await page.evaluate("document.documentElement.dataset.theme = 'dark'");
  await page.emulateMedia({ media: "print" });
  const letterhead = page.getByText(/^Impresso em \d\d\/\d\d\/\d{4} \d\d:\d\d$/);
  await letterhead.waitFor();
  await letterhead
    .locator("..")
    .getByText(clinic.name || "Acolhe", { exact: true })
    .waitFor();
  await h1(page, "Pedro Paiva");
  for (const around of [page.getByRole("navigation"), page.getByRole("button")]) expect(await around.count()).toBe(0);
  const colours = "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor]";
  expect(await page.evaluate(colours)).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  const paper = await page.pdf({ format: "A4" });
  expect(paper.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.context().close();
});

test("nothing broke and nothing was refused by the policy on the way", () => {
  expect(panel.complaints).toEqual([]);
});

/** One file of a ZIP, found by the directory at its end. */
function unpacked(zip: Buffer, name: string): string {
  for (let at = zip.indexOf("PK\x01\x02"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 4)) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString("utf8", at + 46, at + 46 + nameLength) !== name) continue;
    const head = zip.readUInt32LE(at + 42);
    const start = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
    return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20))).toString("utf8");
  }
  throw new Error(`the file holds no ${name}`);
}
