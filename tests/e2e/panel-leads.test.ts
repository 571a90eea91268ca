import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { done, expectAccessible, type PanelSystem, startPanel } from "./panel.ts";

const CARLOS = "5511987650011";
const ROSANA = "5511987650012";

/** A father asks for his son, and another patient asks for a person: two leads. */
async function twoLeads({ api, patient }: PanelSystem) {
  const talks = {
    [CARLOS]: ["Oi", "Carlos Prado", "quero marcar psicoterapia para meu filho Miguel", "atendente"],
    [ROSANA]: ["Oi", "Rosana Lopes", "atendente, preciso de um laudo para a escola"],
  };
  for (const [phone, texts] of Object.entries(talks)) {
    for (const text of texts) await patient(phone, text);
  }
  return () => done(api.GET("/api/v1/leads", {}));
}

const card = (page: Page, name: string) => page.getByRole("article").filter({ hasText: name });

test("a lead appears by itself, is taken up and put aside with undo, and becomes a patient with a guardian", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends, { withBot: true });
  const page = await panel.visit({ path: "/leads" });
  await page.getByText("Nenhum interessado ainda").waitFor();
  await expectAccessible(page);
  const leads = await twoLeads(panel);
  await card(page, "Carlos Prado").waitFor();
  await card(page, "Rosana Lopes").waitFor();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Assumir Rosana Lopes" }).click();
  await page.getByRole("region", { name: "Em contato" }).getByText("Rosana Lopes").waitFor();
  await page.getByRole("link", { name: "Rosana Lopes" }).click();
  const drawer = page.getByRole("dialog", { name: "Rosana Lopes" });
  await drawer.getByText("preciso de um laudo").first().waitFor();
  await expectAccessible(page);
  await drawer.getByLabel("Com quem está").selectOption({ label: "Ninguém" });
  await page.getByText("Rosana Lopes está sem responsável na equipe").waitFor();
  await drawer.getByRole("button", { name: "Descartar" }).click();
  const discard = page.getByRole("dialog", { name: "Descartar Rosana Lopes?" });
  await discard.getByRole("button", { name: "Engano ou teste" }).click();
  await expectAccessible(page);
  // What was typed is not lost by a slip.
  const asked = page.waitForEvent("dialog").then((question) => question.dismiss());
  await page.keyboard.press("Escape");
  await asked;
  expect(await discard.getByLabel("Motivo").inputValue()).toBe("Engano ou teste");
  await discard.getByRole("button", { name: "Descartar", exact: true }).click();
  await page.getByRole("region", { name: "Descartados" }).getByText("Rosana Lopes").waitFor();
  await page.getByRole("button", { name: "Desfazer" }).click();
  await page.getByRole("region", { name: "Novos" }).getByText("Rosana Lopes").waitFor();

  // A guardian of that name is there already.
  await done(panel.api.POST("/api/v1/guardians", { body: { name: "Carlos Prado", phone: "11 98765-0011" } }));
  await page.getByRole("link", { name: "Carlos Prado" }).click();
  await page.getByRole("link", { name: "Transformar em paciente" }).click();
  await page.getByRole("heading", { level: 1, name: "Miguel vira paciente" }).waitFor();
  await page.getByRole("radio", { name: "Um responsável" }).check();
  const child = page.getByRole("group", { name: "Paciente" });
  const guardian = page.getByRole("group", { name: "Responsável" });
  await child.getByLabel("Nome completo").fill("Miguel Prado");
  await child.getByLabel("Nascimento").fill("12/03/2018");
  await expectAccessible(page);
  // What was typed outlives a reload.
  await page.reload();
  await expect.poll(() => child.getByLabel("Nome completo").inputValue()).toBe("Miguel Prado");
  await guardian.getByRole("button", { name: "Usar Carlos Prado" }).click();
  // Whether he is the father was never said: it is asked, not assumed.
  await page.getByRole("button", { name: "Criar paciente e responsável" }).click();
  await page.getByText("Preencha este campo").waitFor();
  await page.getByLabel("Parentesco").selectOption({ label: "Pai" });
  await page.getByRole("button", { name: "Criar paciente e responsável" }).click();
  await page.getByText("Pronto, o cadastro está feito.").waitFor();
  await expectAccessible(page);
  const [converted] = (await leads()).items.filter(({ contactKey }) => contactKey === CARLOS);
  expect(converted?.status).toBe("converted");
  const path = { id: converted?.patientId ?? "" };
  const made = await done(panel.api.GET("/api/v1/patients/{id}", { params: { path } }));
  expect(made).toMatchObject({ name: "Miguel Prado", birthDate: "2018-03-12" });
  expect(made.guardians).toMatchObject([{ name: "Carlos Prado", relation: "father", contactPreference: "preferred" }]);

  await tellsTheFather(panel, page);
  expect(panel.complaints).toEqual([]);
});

/** The appointment that follows is told to who wrote, in the words that were shown. */
async function tellsTheFather({ api }: PanelSystem, page: Page): Promise<void> {
  const service = {
    slug: "fono",
    texts: { pt: { name: "Fono" } },
    durationMinutes: 40,
    modality: "in-person",
  } as const;
  const { id } = await done(api.POST("/api/v1/services", { body: service }));
  const helena = { name: "Dra. Helena Duarte", serviceIds: [id] };
  await done(api.POST("/api/v1/professionals", { body: helena }));
  await page.getByRole("link", { name: "Marcar consulta" }).click();
  const form = page.getByRole("dialog", { name: "Marcar consulta" });
  await form.getByLabel("Serviço").selectOption({ label: "Fono" });
  await form.getByLabel("Profissional").selectOption({ label: "Dra. Helena Duarte" });
  const day = form.getByLabel("Dia");
  await day.fill("2030-03-12");
  await day.blur();
  await day.fill("31/02/2030");
  await day.press("Enter");
  await form.getByText("Esta data não vale aqui.").waitFor();
  // A digit in the midst of the day is replaced, while what is left of it is a day, too.
  await day.fill("17/03/2030");
  for (const key of ["Home", "ArrowRight", "Delete", "2"]) await day.press(key);
  expect(await day.inputValue()).toBe("12/03/2030");
  await form.getByLabel("Horário", { exact: false }).last().fill("10:00");
  const words = await form.getByLabel("Mensagem").inputValue();
  expect(words).toMatch(/Miguel.*Fono com Dra\. Helena Duarte/);
  await expectAccessible(page);
  await form.getByRole("button", { name: "Marcar e avisar" }).click();
  await page.getByText(/Aviso enviado/).waitFor();
  const timeline = () =>
    done(
      api.GET("/api/v1/conversations/{channel}/{contact}/timeline", {
        params: { path: { channel: "main", contact: CARLOS }, query: {} },
      }),
    );
  await expect.poll(async () => JSON.stringify(await timeline()), { timeout: 10_000 }).toContain(JSON.stringify(words));
}

test("two people take up one lead: the second is told, and keeps what was typed; an analyst sees none", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends, { withBot: true });
  const leads = await twoLeads(panel);
  await expect.poll(async () => (await leads()).items.length, { timeout: 10_000 }).toBe(2);
  const lead = (await leads()).items.find(({ contactKey }) => contactKey === ROSANA)!;
  const page = await panel.visit({ path: `/leads?lead=${lead.id}&converter=1` });
  await page.getByRole("group", { name: "Paciente" }).getByLabel("CPF").fill("529.982.247-25");
  await done(
    panel.api.POST("/api/v1/leads/{id}/convert", {
      params: { path: { id: lead.id }, header: { "if-match": '"0"' } },
      body: { patient: { name: "Rosana L. Dias" }, writes: "patient", allowDuplicates: true },
    }),
  );
  await page.getByRole("button", { name: "Criar paciente" }).click();
  await page.getByText("Outra pessoa já transformou este interessado").waitFor();
  await expectAccessible(page);
  expect(await page.getByRole("group", { name: "Paciente" }).getByLabel("CPF").inputValue()).toBe("529.982.247-25");

  await page.goto(`${panel.url}/leads?ver=lista&estado=converted`);
  await page
    .getByRole("link", { name: /Rosana/ })
    .first()
    .waitFor();
  await expectAccessible(page);
  const phone = await panel.visit({ path: "/leads", viewport: { width: 360, height: 740 } });
  await card(phone, "Carlos Prado").waitFor();
  await expectAccessible(phone);
  expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(360);

  const email = await panel.user("analyst", "Rita Nobre");
  const stranger = await panel.visit({ email, path: "/leads" });
  await stranger.getByText("Seu perfil não vê esta página").waitFor();
  expect(panel.complaints).toEqual([]);
});
