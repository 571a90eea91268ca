import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { done, expectAccessible, PASSWORD, type PanelSystem, startPanel } from "./panel.ts";
import { writeFigures } from "./panel-figures.ts";

const ends = new AsyncDisposableStack();
let panel: PanelSystem;
beforeAll(async () => {
  panel = await startPanel(ends);
});
afterAll(async () => {
  await ends.disposeAsync();
  expect(panel.complaints).toEqual([]);
});

test("a user is created, logs in with the password shown once, changes role and is switched off; the audit tells it", async () => {
  const page = await panel.visit({ path: "/usuarios" });
  await page.getByRole("button", { name: "Novo usuário" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nome").fill("Rosana Prado");
  await dialog.getByLabel("E-mail").fill("admin@acolhe.local");
  await dialog.getByRole("button", { name: "Criar usuário" }).click();
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("E-mail").fill("rosana@clinica.example");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Criar usuário" }).click();
  const password = await dialog.getByLabel("Senha de um só uso").inputValue();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Pronto" }).click();
  await page.getByText("Falta o 1º acesso").first().waitFor();
  await expectAccessible(page);

  const login = await page.request.post(`${panel.url}/api/v1/auth/login`, {
    data: { email: "rosana@clinica.example", password },
    headers: { origin: panel.url },
  });
  expect(login.status()).toBe(200);

  const admin = await panel.visit({ path: "/usuarios" });
  await admin.getByRole("button", { name: "Rosana Prado", exact: true }).click();
  const drawer = admin.getByRole("dialog", { name: "Rosana Prado" });
  await drawer.getByLabel("Perfil").selectOption("Análise");
  await drawer.getByRole("button", { name: "Salvar" }).click();
  await drawer.waitFor({ state: "hidden" });
  const row = admin.getByRole("row", { name: /Rosana Prado/ });
  await row.getByText("Análise").waitFor();

  await admin.getByRole("button", { name: "Ações de Rosana Prado" }).click();
  await admin.getByRole("menuitem", { name: "Desligar" }).click();
  await row.getByText("Desligado").waitFor();
  await admin.getByRole("button", { name: "Desfazer" }).click();
  await row.getByText("Desligado").waitFor({ state: "detached" });

  await admin.goto(`${panel.url}/auditoria?acao=update`);
  const line = admin.getByText("Administração mudou o usuário Rosana Prado").first();
  await line.waitFor();
  expect(await admin.getByText("criou o usuário").count(), "what the filter leaves out").toBe(0);
  await admin.getByText("Administração mudou o usuário Rosana Prado").last().click();
  await admin.getByText("Código de rastreio").last().waitFor();
  await expectAccessible(admin);

  await admin.getByRole("button", { name: "Exportar" }).click();
  const saved = admin.waitForEvent("download");
  await admin.getByRole("menuitem", { name: "Arquivo CSV" }).click();
  const lines = (await readFile(await (await saved).path(), "utf8")).trim().split("\n");
  const { total } = await done(panel.api.GET("/api/v1/audit", { params: { query: { action: "update" } } }));
  expect(lines).toHaveLength(total + 1);
});

test("who was closed out after wrong passwords is let in again by the administration", async () => {
  const email = await panel.user("attendant", "Lia Freitas");
  const context = await panel.browser.newContext({ locale: "pt-BR" });
  const enter = async (password: string) =>
    (await context.request.post(`${panel.url}/api/v1/auth/login`, { data: { email, password } })).status();
  while ((await enter("errada")) !== 429);
  expect(await enter(PASSWORD)).toBe(429);
  const page = await panel.visit({ path: "/usuarios" });
  await page.getByRole("button", { name: "Ações de Lia Freitas" }).click();
  await page.getByRole("menuitem", { name: "Liberar após senhas erradas" }).click();
  await page.getByText("Lia Freitas pode tentar entrar de novo").waitFor();
  expect(await enter(PASSWORD)).toBe(200);
  await page.goto(`${panel.url}/auditoria`);
  await page.getByText(/liberou o acesso de .* após senhas erradas/).waitFor();
});

test("a password link is shown once, and sets a password", async () => {
  const email = await panel.user("attendant", "Théo Batista");
  const page = await panel.visit({ path: "/usuarios" });
  await page.getByRole("button", { name: "Ações de Théo Batista" }).click();
  await page.getByRole("menuitem", { name: "Link para nova senha" }).click();
  const link = await page.getByRole("dialog").getByLabel("Link para nova senha").inputValue();
  expect(link).toMatch(new RegExp(`^${panel.url}/entrar/nova-senha#.+`));

  const theo = await (await panel.browser.newContext({ locale: "pt-BR" })).newPage();
  await theo.goto(link);
  await theo.getByLabel("Senha nova").fill(`${PASSWORD}-nova`);
  await theo.getByRole("button", { name: "Salvar senha" }).click();
  await theo.getByLabel("E-mail").fill(email);
  await theo.getByLabel("Senha").fill(`${PASSWORD}-nova`);
  await theo.getByRole("button", { name: "Entrar" }).click();
  await theo.getByRole("heading", { level: 1, name: "Hoje" }).waitFor();
});

test("two save the clinic's card at once: what both changed is asked about, and nothing typed is lost", async () => {
  const first = await panel.visit({ path: "/configuracoes" });
  const second = await panel.visit({ path: "/configuracoes" });
  const card = (page: typeof first) => page.getByRole("group", { name: "A clínica" });
  await card(second).getByLabel("Nome da clínica").fill("Clínica do Sol");
  await card(second).getByLabel("Endereço").fill("Rua das Flores, 10");

  await card(first).getByLabel("Nome da clínica").fill("Clínica da Lua");
  await card(first).getByLabel("Telefone").fill("(11) 3333-4444");
  await card(first).getByRole("button", { name: "Salvar" }).click();
  await first.getByText("Salvo", { exact: true }).waitFor();
  await expectAccessible(first);

  await card(second).getByRole("button", { name: "Salvar" }).click();
  const question = second.getByRole("dialog", { name: "Outra pessoa mudou este registro" });
  await question.getByText("Clínica da Lua").waitFor();
  await expectAccessible(second);
  await question.getByRole("button", { name: "Salvar a escolha" }).click();
  await second.getByText("Salvo", { exact: true }).waitFor();
  const { items } = await done(panel.api.GET("/api/v1/settings"));
  expect(items.find(({ key }) => key === "clinic")?.value).toEqual({
    name: "Clínica do Sol",
    phone: "(11) 3333-4444",
    address: "Rua das Flores, 10",
  });
});

test("business hours stand in the settings and are changed where holidays are: a wrong span is told, the zone moves the clock", async () => {
  const page = await panel.visit({ path: "/configuracoes" });
  await page.getByRole("link", { name: "Mudar na página do robô" }).click();
  await page.getByRole("button", { name: "Editar horário" }).click();
  const drawer = page.getByRole("dialog", { name: "Horário de atendimento" });
  await drawer.getByRole("button", { name: "Mais um período: Segunda" }).click();
  await drawer.getByLabel("Segunda, até").fill("7");
  await drawer.getByLabel("Segunda, até").blur();
  await drawer.getByText("O fim precisa vir depois do início").waitFor();
  expect(await drawer.getByRole("button", { name: "Salvar" }).isDisabled()).toBe(true);
  await expectAccessible(page);
  await drawer.getByLabel("Segunda, até").fill("24");
  await drawer.getByLabel("Segunda, até").blur();
  await drawer.getByLabel("Fuso horário").selectOption("America/Manaus");
  await drawer.getByRole("button", { name: "Salvar" }).click();
  await page.getByText("08:00–24:00").waitFor();
  const { items } = await done(panel.api.GET("/api/v1/settings"));
  expect(items.find(({ key }) => key === "business-hours")?.value).toMatchObject({
    timeZone: "America/Manaus",
    monday: [{ opens: "08:00", closes: "24:00" }],
    saturday: [],
  });
  await page.getByTitle("Horários em Manaus").waitFor();
  await page.goto(`${panel.url}/configuracoes`);
  await page.getByText("08:00–24:00").waitFor();
  await expectAccessible(page);
});

test("figures stand in charts and tables, of the period that the address names, beside the one before", async () => {
  const page = await panel.visit({ path: "/analises" });
  await page.getByText("Nada neste período").first().waitFor();
  await expectAccessible(page);
  await writeFigures(panel.databaseUrl, 60);
  await page.goto(`${panel.url}/analises?periodo=7`);
  await page.getByRole("list", { name: "Serviços mais procurados" }).getByText("Psicologia").waitFor();
  // States are called by what is asked in them.
  await page.getByRole("list", { name: "Passos da conversa" }).getByText("Para quem é o atendimento").waitFor();
  await expectAccessible(page);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Baixar CSV: Por dia" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(1 + 7);
  const counts = lines.slice(1).map((line) => Number(line.split(";")[1]));
  const shown = page.getByRole("term").filter({ hasText: "Conversas" }).locator("xpath=following-sibling::dd");
  const sum = counts.reduce((all, one) => all + one, 0);
  expect(await shown.textContent()).toMatch(new RegExp(`^\\s*${sum}\\s.*antes \\d+`));

  await page.getByRole("region", { name: "Por dia" }).getByText("Ver tabela").click();
  await page.getByRole("columnheader", { name: "Mensagens de pacientes" }).waitFor();
  await page.getByRole("link", { name: "Mensagens de pacientes" }).click();
  await page.getByRole("img", { name: /Por dia: Mensagens de pacientes/ }).waitFor();
  await page.getByRole("link", { name: "90 dias" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("periodo")).toBe("90");
});

test("a person is erased when a second administrator agrees; the steps are seen, and the certificate is kept", async () => {
  const patient = await done(panel.api.POST("/api/v1/patients", { body: { name: "Otávio Brandão Queiroz" } }));
  const page = await panel.visit({ path: "/privacidade" });
  await page.getByText("Nenhum pedido de apagamento").waitFor();
  await expectAccessible(page);
  await page.goto(`${panel.url}/pacientes/${patient.id}`);
  await page.getByText("A conversa não registra nenhum consentimento.").waitFor();
  await page.getByRole("button", { name: "Ações", exact: true }).click();
  await page.getByRole("menuitem", { name: "Apagar em todo lugar…" }).click();
  const request = page.getByRole("dialog", { name: "Pedir apagamento" });
  await request.getByRole("button", { name: "Pedir apagamento" }).click();
  await request.getByText("Preencha este campo").waitFor();
  await request.getByLabel("Motivo").fill("Pediu por e-mail");
  await expectAccessible(page);
  await request.getByRole("button", { name: "Pedir apagamento" }).click();
  const own = page.getByRole("dialog", { name: "Pedido de apagamento" });
  await own.getByText("Quem pediu não decide").waitFor();
  await expectAccessible(page);
  expect(await own.getByRole("button", { name: "Aprovar e apagar" }).count()).toBe(0);

  const second = await panel.visit({ email: await panel.user("admin", "Sônia Melo"), path: "/privacidade" });
  await second.getByRole("button", { name: "Paciente" }).click();
  const drawer = second.getByRole("dialog", { name: "Pedido de apagamento" });
  await drawer.getByText("Administração, ").waitFor();
  await drawer.getByRole("link", { name: "Otávio Brandão Queiroz" }).waitFor();
  const approve = drawer.getByRole("button", { name: "Aprovar e apagar" });
  expect(await approve.isDisabled()).toBe(true);
  await expectAccessible(second);
  await drawer.getByRole("checkbox", { name: /Conferi que é esta pessoa/ }).check();
  await approve.click();
  await drawer.getByRole("heading", { name: "Passos" }).waitFor();
  await drawer.getByText("Certificado de apagamento de dados pessoais").waitFor({ timeout: 110_000 });
  expect(await drawer.getByRole("listitem").filter({ hasText: ": feito" }).count()).toBe(10);
  await expectAccessible(second);
  const saving = second.waitForEvent("download");
  await drawer.getByRole("button", { name: "Baixar o certificado" }).click();
  const certificate = await readFile(await (await saving).path(), "utf8");
  expect(certificate).toContain("Pediu por e-mail");
  expect(certificate).not.toContain("Otávio");
  const gone = await panel.api.GET("/api/v1/patients/{id}", { params: { path: { id: patient.id } } });
  expect(gone.response.status).toBe(404);
});

test("a role without rights sees neither the pages nor the data", async () => {
  const email = await panel.user("attendant", "Marina Souza");
  const page = await panel.visit({ email, path: "/configuracoes" });
  expect(await page.getByLabel("Nome da clínica").isDisabled()).toBe(true);
  for (const [path, name] of [
    ["/usuarios", "Usuários"],
    ["/auditoria", "Auditoria"],
    ["/privacidade", "Privacidade"],
    ["/analises", "Análises"],
  ] as const) {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${panel.url}${path}`);
    await page.getByText("Seu perfil não vê esta página").waitFor();
    expect(await page.getByRole("link", { name }).count()).toBe(0);
    expect(asked.filter((one) => /users|audit|analytics|erasures/.test(one) && one.startsWith("/api/"))).toEqual([]);
  }
  await expectAccessible(page);
  const operator = await panel.user("operator", "Otto Reis");
  const figures = await panel.visit({ email: operator, path: "/analises" });
  await figures.getByRole("region", { name: "Entregas" }).waitFor();
  expect(await figures.getByRole("region", { name: "Por dia" }).count()).toBe(0);
});
