import { Client } from "pg";
import { expect, test } from "vitest";
import { eventually, startLocalPostgres, temporaryDatabase, temporaryDirectory } from "../src/index.ts";

async function query(url: string, sql: string): Promise<unknown[][]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

test("a killed PostgreSQL comes back with its data, asks for the password, and stops although a client stays", async () => {
  await using directory = await temporaryDirectory();
  const first = await startLocalPostgres({ dir: directory.path });
  await query(first.url, "create table kept as select 7 as number");
  await first.kill("SIGKILL");
  await using second = await startLocalPostgres({ dir: directory.path, port: first.port });
  expect(second.url).toBe(first.url);
  expect(await query(second.url, "select number from kept")).toEqual([[7]]);
  await expect(query(second.url.replace(/:[0-9a-f]+@/, ":wrong@"), "select 1")).rejects.toThrow(/password/);
  const client = new Client({ connectionString: second.url });
  client.on("error", () => {});
  await client.connect();
  await second.stop();
  expect(await second.exited).toBe("code 0");
});

test("temporary databases are copies of one template, apart from each other, and gone when disposed", async () => {
  let fills = 0;
  const template = {
    name: "template_of_this_test",
    fill: async (url: string) => {
      fills += 1;
      await query(url, "create table thing as select 1 as id");
    },
  };
  let gone: string;
  {
    await using one = await temporaryDatabase(template);
    await using two = await temporaryDatabase(template);
    await query(one.url, "insert into thing values (2)");
    expect(await query(one.url, "select count(*)::int from thing")).toEqual([[2]]);
    expect(await query(two.url, "select count(*)::int from thing")).toEqual([[1]]);
    gone = one.url;
  }
  expect(fills).toBe(1);
  await expect(query(gone, "select 1")).rejects.toThrow(/does not exist/);
});

test("the server's own log quotes nothing of a row, a value or a statement that it refuses", async () => {
  await using directory = await temporaryDirectory();
  await using server = await startLocalPostgres({ dir: directory.path });
  const secret = "52998224725";
  const refused = [
    `insert into person values ('${secret}')`,
    `select '${secret}'::uuid`,
    `insert into person values (null /* ${secret} */)`,
    `do $$ begin raise exception 'no room for %', '${secret}'; end $$`,
    `do $$ begin raise warning 'no room for %', '${secret}'; end $$; select ${secret}x`,
  ];
  await query(server.url, `create table person (cpf text unique not null); insert into person values ('${secret}')`);
  for (const sql of refused) await expect(query(server.url, sql)).rejects.toThrow();
  expect(server.log.join("\n")).not.toContain(secret);
  // The control: the log is read, and would say it.
  await expect(query(server.url, `set log_min_messages = error; ${refused[0]}`)).rejects.toThrow();
  await eventually(() => server.log.some((line) => line.includes("duplicate key")), { deadlineMs: 20_000 });
  await expect(
    query(server.url, `set log_min_messages = error; set log_error_verbosity = 'default'; ${refused[0]}`),
  ).rejects.toThrow();
  await eventually(() => server.log.some((line) => line.includes(secret)));
});
