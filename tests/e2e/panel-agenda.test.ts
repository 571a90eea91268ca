import { connectDatabase } from "@acolhe/database";
import type { Page, Request } from "playwright-core";
import { expect, test } from "vitest";
import { done, expectAccessible, type PanelSystem, startPanel } from "./panel.ts";
import { shoot } from "./pictures.ts";

/** A Tuesday long from now: the free times of a day do not depend on when the tests run. */
const DAY = "2030-03-12";
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
const workingHours = DAYS.flatMap((weekday) => [
  { weekday, opens: "08:00", closes: "12:00" },
  { weekday, opens: "13:00", closes: "17:00" },
]);
const ANAS_PHONE = "5511987650001";
/** How tall an hour of the grid is. */
const HOUR_PX = 96;
/** São Paulo is three hours behind. */
const at = (clock: string, day = DAY) => new Date(`${day}T${clock}:00-03:00`).toISOString();

async function clinic({ api }: PanelSystem) {
  const service = await done(
    api.POST("/api/v1/services", {
      body: {
        slug: "psicoterapia",
        texts: { pt: { name: "Psicoterapia" } },
        durationMinutes: 50,
        modality: "in-person",
      },
    }),
  );
  const professional = (name: string) =>
    done(api.POST("/api/v1/professionals", { body: { name, workingHours, serviceIds: [service.id] } }));
  const [bruno, helena] = [await professional("Dr. Bruno Sampaio"), await professional("Dra. Helena Duarte")];
  const patient = (name: string, phone: string | null = null) =>
    done(api.POST("/api/v1/patients", { body: { name, phone } }));
  const [ana, theo] = [await patient("Ana Lima", `+${ANAS_PHONE}`), await patient("Théo Batista")];
  const book = (patientId: string, professionalId: string, clock: string) =>
    done(
      api.POST("/api/v1/appointments", {
        body: {
          ...{ patientId, professionalId, serviceId: service.id, startsAt: at(clock) },
          ...{ modality: "in-person", state: "scheduled" },
        },
      }),
    );
  return { service, bruno, helena, ana, theo, book };
}

const read = ({ api }: PanelSystem, id: string) =>
  done(api.GET("/api/v1/appointments/{id}", { params: { path: { id } } }));
/** As the projector has it once she wrote to the clinic. */
async function anaWrote({ databaseUrl }: PanelSystem): Promise<void> {
  const db = connectDatabase({ url: databaseUrl, name: "ana" });
  const counts = { firstTurnSeq: 1, turnSeq: 1, turnCount: 1, optedOut: false };
  const row = { channel: "main", contactKey: ANAS_PHONE, mode: "bot", language: "pt" };
  await db
    .insertInto("read.conversations")
    .values({ ...row, ...counts, lastMessageAt: "2030-01-01T00:00:00Z" })
    .execute();
  await db.destroy();
}
const timesTold = async ({ api }: PanelSystem) =>
  (await done(api.GET("/api/v1/audit", { params: { query: { action: "tell" } } }))).total;
/** As long as the browser waits for what it is asked for; a machine may be busy. */
const until = <T>(what: () => T) => expect.poll(what, { timeout: 30_000 });
const box = (page: Page, patient: string) => page.getByRole("button", { name: new RegExp(`, ${patient}, `) });
/** Reads and changes of appointments that are on their way: while there are any, a box on the screen may still move. */
function appointmentsAsked(page: Page): ReadonlySet<Request> {
  const asked = new Set<Request>();
  page.on("request", (request) => {
    if (request.url().includes("/api/v1/appointments")) asked.add(request);
  });
  page.on("requestfinished", (request) => asked.delete(request));
  page.on("requestfailed", (request) => asked.delete(request));
  return asked;
}
/** A mouse for a patient's appointment. It takes hold of the box once nothing is asked and two frames have it at one place. */
function mouseFor(page: Page, patient: string, asked: ReadonlySet<Request>) {
  async function stillBox() {
    let place: Awaited<ReturnType<ReturnType<typeof box>["boundingBox"]>> = null;
    await until(async () => {
      const handle = await box(page, patient).elementHandle();
      await handle?.waitForElementState("stable");
      place = (await handle?.boundingBox()) ?? null;
      return asked.size;
    }).toBe(0);
    if (!place) throw new Error("the appointment is not on the screen");
    return place as NonNullable<typeof place>;
  }
  /** Takes it at its upper edge, or at its lower one, and leaves it that much further down. */
  return async (by: { hours: number; edge?: "lower" }) => {
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const { x, y, height } = await stillBox();
    const [inside, down] = [by.edge ? height - 3 : 10, by.hours * HOUR_PX];
    // Hovers only where nothing lies above it.
    await box(page, patient).hover({ position: { x: 40, y: inside } });
    await page.mouse.down();
    await page.mouse.move(x + 40, y + inside + down / 2, { steps: 3 });
    await until(() => page.locator("[aria-busy=true]").count()).toBe(1);
    await page.mouse.move(x + 40, y + inside + down, { steps: 5 });
    await page.mouse.up();
  };
}

test("an appointment is made with a new patient, moved by keyboard and by mouse, and cancelled with a reason", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const empty = await panel.visit({ path: `/agenda?dia=${DAY}` });
  await empty.getByText("Nenhum profissional ainda").waitFor();
  await expectAccessible(empty);
  const { bruno, helena, ana, book } = await clinic(panel);
  const first = await book(ana.id, bruno.id, "09:00");

  const page = await panel.visit({ path: `/agenda?dia=${DAY}` });
  const asked = appointmentsAsked(page);
  await page.getByRole("button", { name: "Marcar consulta", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Marcar consulta" });
  await form.getByRole("button", { name: "Marcar" }).click();
  await form.getByText("Preencha este campo").first().waitFor();
  await form.getByLabel("Paciente").fill("Nina Prates");
  await form.getByRole("option", { name: "Novo paciente: Nina Prates" }).click();
  await form.getByLabel("Telefone").fill("11 98765-4321");
  await form.getByLabel("Serviço").selectOption({ label: "Psicoterapia" });
  await form.getByRole("button", { name: "08:00 Dra. Helena Duarte" }).waitFor();
  await expectAccessible(page);

  // First an hour that is taken: it says by whom, and nothing typed is lost.
  await form.getByLabel("Profissional").selectOption({ label: "Dr. Bruno Sampaio" });
  await form.getByLabel("Horário", { exact: false }).last().fill("09:30");
  await form.getByRole("button", { name: "Marcar" }).click();
  await form.getByText(/Dr\. Bruno Sampaio já atende Ana Lima/).waitFor();
  await expectAccessible(page);
  await form.getByRole("button", { name: "10:40" }).click();
  await form.getByText("Ninguém da família tem conversa").waitFor();
  await form.getByRole("button", { name: "Marcar" }).click();
  await form.waitFor({ state: "detached" });
  await box(page, "Nina Prates").waitFor();

  // By keyboard: a quarter later, and to the other column.
  await box(page, "Ana Lima").focus();
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  await page.keyboard.press("m");
  for (const key of ["ArrowUp", "ArrowRight"]) await page.keyboard.press(key);
  await until(() => page.getByRole("status").allTextContents()).toContain("Ana Lima: 08:45, Dra. Helena Duarte");
  await page.keyboard.press("Enter");
  await until(async () => (await read(panel, first.id)).startsAt).toBe(at("08:45"));
  expect((await read(panel, first.id)).professionalId).toBe(helena.id);
  await page.getByRole("button", { name: "Desfazer" }).click();
  await until(async () => (await read(panel, first.id)).professionalId).toBe(bruno.id);
  expect((await read(panel, first.id)).startsAt).toBe(at("09:00"));

  // By mouse: two hours earlier is outside of hours, which asks; then into the free afternoon.
  const drag = mouseFor(page, "Ana Lima", asked);
  await drag({ hours: 2.75 });
  const refused = page.getByRole("dialog", { name: "Não deu para mudar" });
  await refused.getByText("O profissional não atende neste horário.").waitFor();
  await expectAccessible(page);
  await refused.getByRole("button", { name: "Deixar como está" }).click();
  await refused.waitFor({ state: "detached" });
  await drag({ hours: 1.5 });
  await page
    .getByRole("dialog", { name: "Não deu para mudar" })
    .getByText(/já atende Nina Prates/)
    .waitFor();
  await page.getByRole("button", { name: "Entendi" }).click();
  expect((await read(panel, first.id)).startsAt).toBe(at("09:00"));
  await drag({ hours: 0.25 });
  await until(async () => (await read(panel, first.id)).startsAt).toBe(at("09:15"));

  // Who writes to the clinic can be told: it asks before anything is saved, and again when what was told is undone.
  await anaWrote(panel);
  await drag({ hours: 0.25 });
  const question = page.getByRole("dialog", { name: "Avisar o paciente?" });
  await until(() => question.getByLabel("Mensagem").inputValue()).toContain("Olá, Ana!");
  await expectAccessible(page);
  await question.getByRole("button", { name: "Deixar como está" }).click();
  await question.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^09:15–10:05, Ana Lima/ }).waitFor();
  await box(page, "Ana Lima").focus();
  for (const key of ["m", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await question.getByRole("button", { name: "Mudar e avisar" }).click();
  await until(async () => (await read(panel, first.id)).startsAt).toBe(at("09:30"));
  await page.getByText(/Aviso enviado/).waitFor();
  expect(await timesTold(panel)).toBe(1);
  await page.getByRole("button", { name: "Desfazer" }).first().click();
  await question.getByRole("checkbox", { name: "Avisar pelo WhatsApp" }).uncheck();
  await question.getByRole("button", { name: "Mudar", exact: true }).click();
  await until(async () => (await read(panel, first.id)).startsAt).toBe(at("09:15"));
  expect(await timesTold(panel)).toBe(1);

  // How long it lasts: by keyboard, by its lower edge, and back.
  const minutes = async () => {
    const { startsAt, endsAt } = await read(panel, first.id);
    return (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  };
  await box(page, "Ana Lima").focus();
  for (const key of ["d", "PageDown", "ArrowUp"]) await page.keyboard.press(key);
  await until(() => page.getByRole("status").allTextContents()).toContain("Ana Lima: até 10:15, 60 min");
  await page.keyboard.press("Enter");
  await until(minutes).toBe(60);
  await drag({ hours: -0.25, edge: "lower" });
  await until(minutes).toBe(45);
  await page.getByRole("button", { name: "Desfazer" }).first().click();
  await until(minutes).toBe(60);
  expect(await timesTold(panel)).toBe(1);

  await box(page, "Ana Lima").click();
  await page.getByRole("dialog", { name: "Ana Lima" }).getByRole("button", { name: "Cancelar consulta" }).click();
  const cancel = page.getByRole("dialog", { name: "Cancelar consulta" });
  await cancel.getByRole("button", { name: "Cancelar consulta" }).click();
  await cancel.getByText("Preencha este campo").waitFor();
  await expectAccessible(page);
  await cancel.getByLabel("Motivo").fill("Viajou");
  await cancel.getByRole("button", { name: "Cancelar consulta" }).click();
  await until(async () => (await read(panel, first.id)).state).toBe("cancelled");
  expect((await read(panel, first.id)).reason).toBe("Viajou");
  expect(panel.complaints).toEqual([]);
});

test("two people move one appointment: the second decides, and nothing is lost", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const { bruno, helena, ana, theo, book } = await clinic(panel);
  const made = await book(ana.id, bruno.id, "09:00");
  await book(theo.id, helena.id, "10:00");
  const email = await panel.user("attendant", "Joana Reis");
  const page = await panel.visit({ email, path: `/agenda?dia=${DAY}` });
  await box(page, "Ana Lima").focus();
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowDown");
  await done(
    panel.api.PATCH("/api/v1/appointments/{id}", {
      params: { path: { id: made.id }, header: { "if-match": `"${made.version}"` } },
      body: { startsAt: at("15:00") },
    }),
  );
  await page.keyboard.press("Enter");
  const conflict = page.getByRole("dialog", { name: "Outra pessoa mudou este registro" });
  await conflict.waitFor();
  await expectAccessible(page);
  await conflict.getByRole("radio", { name: /O que você digitou/ }).check();
  await conflict.getByRole("button", { name: "Salvar a escolha" }).click();
  await until(async () => (await read(panel, made.id)).startsAt).toBe(at("09:15"));

  // What the form cannot say of its own is merged without a question.
  await box(page, "Ana Lima").click();
  await page.getByRole("dialog", { name: "Ana Lima" }).getByRole("button", { name: "Remarcar" }).click();
  const form = page.getByRole("dialog", { name: "Remarcar Ana Lima" });
  await form.getByLabel("Observação").fill("Trazer exames");
  const now = await read(panel, made.id);
  await done(
    panel.api.PATCH("/api/v1/appointments/{id}", {
      params: { path: { id: made.id }, header: { "if-match": `"${now.version}"` } },
      body: { startsAt: at("14:00") },
    }),
  );
  await form.getByRole("button", { name: "Salvar" }).click();
  await until(async () => (await read(panel, made.id)).note).toBe("Trazer exames");
  expect((await read(panel, made.id)).startsAt).toBe(at("14:00"));
  expect(panel.complaints).toEqual([]);
});

test("a tab that reads before it can hear is told by the one that follows that it missed a change", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const { bruno, ana, service } = await clinic(panel);
  const first = await panel.visit({ path: "/agenda" });
  // Written down when the page has its answers: the next tab reads it before its scripts are there.
  await until(() => first.evaluate("localStorage.getItem('acolhe:early') ?? ''")).toContain("appointments/range");
  const second = await first.context().newPage();
  const scripts = Promise.withResolvers<void>();
  ends.defer(scripts.resolve);
  await second.route("**/*.js", async (route) => {
    await scripts.promise;
    await route.continue();
  });
  const early = second.waitForResponse(/appointments\/range/);
  await second.goto(`${panel.url}/agenda`, { waitUntil: "commit" });
  await early;
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Sao_Paulo" }).format();
  await done(
    panel.api.POST("/api/v1/appointments", {
      body: {
        ...{ patientId: ana.id, professionalId: bruno.id, serviceId: service.id, startsAt: at("12:00", today) },
        ...{ modality: "in-person", state: "scheduled", allowOutsideHours: true },
      },
    }),
  );
  await box(first, "Ana Lima").waitFor();
  scripts.resolve();
  await box(second, "Ana Lima").waitFor();
});

test("each view can be read by everybody who may, and who may not is told so", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const { bruno, helena, ana, theo, book } = await clinic(panel);
  await book(ana.id, bruno.id, "09:00");
  await book(theo.id, helena.id, "10:00");
  const page = await panel.visit({ path: `/agenda?dia=${DAY}&ver=semana` });
  await box(page, "Théo Batista").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Profissional").selectOption({ label: "Dr. Bruno Sampaio" });
  await box(page, "Théo Batista").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Lista" }).click();
  await page.getByRole("button", { name: /Ana Lima/ }).click();
  const drawer = page.getByRole("dialog", { name: "Ana Lima" });
  // One press says that she came, and that she was seen; one takes it back.
  const press = (name: string) => drawer.getByRole("button", { name, exact: true }).click();
  for (const name of ["Chegou", "Atendido", "Desfazer “Atendido”", "Desfazer “Chegou”", "Chegou"]) await press(name);
  await drawer.getByRole("button", { name: "Atendido", exact: true }).waitFor();
  await expectAccessible(page);
  await page.goto(`${panel.url}/agenda?dia=${DAY}`);
  await box(page, "Théo Batista").waitFor();
  await shoot(page, "panel-agenda");
  const phone = await panel.visit({ path: `/agenda?dia=${DAY}`, viewport: { width: 360, height: 740 } });
  await phone.getByRole("heading", { name: /12 de março/ }).waitFor();
  await expectAccessible(phone);
  expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(360);

  const email = await panel.user("analyst", "Rita Nobre");
  const stranger = await panel.visit({ email, path: `/agenda?dia=${DAY}` });
  await stranger.getByText("Seu perfil não vê esta página").waitFor();
  expect(await stranger.getByRole("button", { name: "Marcar consulta" }).count()).toBe(0);
  expect(panel.complaints).toEqual([]);
});
