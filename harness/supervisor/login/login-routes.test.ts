import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { httpsUnderTest } from "../server/https-under-test.ts";
import { readAccounts } from "./accounts.ts";
import { loginRoutes } from "./login-routes.ts";
import type { NoSession, Session, SessionRequest } from "./session.ts";

const user = "administrator@vsphere.local";
const password = "P@ss:wörd";

async function supervisor(answer: Session | NoSession = { token: new Secret("token-1") }) {
  const asked: SessionRequest[] = [];
  const accounts = () => Promise.resolve(new Map([[user, password]]));
  const server = await httpsUnderTest(
    loginRoutes({
      accounts,
      issueToken(request) {
        asked.push(request);
        return Promise.resolve(answer);
      },
    }),
  );
  return {
    ...server,
    asked,
    login: (credentials: string, body?: string) => login(server.ask, credentials, body),
  };
}

async function login(ask: Awaited<ReturnType<typeof httpsUnderTest>>["ask"], credentials: string, body = "") {
  const authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
  const answer = await ask("/wcp/login", { method: "POST", body, headers: { authorization } });
  return [answer.status, answer.body];
}

describe("POST /wcp/login", () => {
  it.each(["", "{}"])("gives a token for the Supervisor: %j", async (body) => {
    await using server = await supervisor();
    expect(await server.login(`${user}:${password}`, body)).toEqual([200, { session_id: "token-1" }]);
    expect(server.asked).toEqual([{ user }]);
  });

  it("and one for a guest cluster, with where it is and its CA", async () => {
    await using server = await supervisor({
      token: new Secret("token-2"),
      guestCluster: { server: "172.18.0.9", caPem: "-----BEGIN" },
    });
    const body = '{"guest_cluster_name":"tkc-cluster-1", "guest_cluster_namespace":"ns1"}';
    expect(await server.login(`${user}:${password}`, body)).toEqual([
      200,
      { session_id: "token-2", guest_cluster_server: "172.18.0.9", guest_cluster_ca: "LS0tLS1CRUdJTg==" },
    ]);
    expect(server.asked).toEqual([{ user, guestCluster: { name: "tkc-cluster-1", namespace: "ns1" } }]);
    await server.login(`${user}:${password}`, '{"guest_cluster_name":"tkc-cluster-1"}');
    expect(server.asked[1]).toEqual({ user, guestCluster: { name: "tkc-cluster-1" } });
  });

  it.each([`${user}:wrong`, `${user}:`, `nobody:${password}`, "nobody:", `${user}:${password} `])(
    "gives none for %s",
    async (credentials) => {
      await using server = await supervisor();
      const refused = { message: "Login failed: the user name or the password is wrong" };
      expect(await server.login(credentials)).toEqual([401, refused]);
      expect(server.asked).toEqual([]);
    },
  );

  it.each([
    undefined,
    "Bearer abc",
    "Basic",
    "Basic ???",
    `Basic ${btoa("no-colon")}`,
    `Basic ${btoa(":nobody")}`,
  ])("asks for a password: %s", async (authorization) => {
    await using server = await supervisor();
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await server.ask("/wcp/login", { method: "POST", headers });
    expect([answer.status, answer.body, answer.headers["www-authenticate"]]).toEqual([
      401,
      { message: "Login failed: no user name and password by Basic authentication" },
      'Basic realm="Supervisor"',
    ]);
  });

  it.each([
    ["[]", "the body is no object of JSON"],
    ["{", "the body is no object of JSON"],
    ['{"guest_cluster_name":7}', "guest_cluster_name is no name of a cluster"],
    ['{"guest_cluster_name":"../a"}', "guest_cluster_name is no name of a cluster"],
    [
      '{"guest_cluster_name":"a","guest_cluster_namespace":"A"}',
      "guest_cluster_namespace is no name of a namespace",
    ],
    ['{"guest_cluster_namespace":"ns1"}', "guest_cluster_namespace is there and guest_cluster_name is not"],
  ])("refuses %s", async (body, why) => {
    await using server = await supervisor();
    expect(await server.login(`${user}:${password}`, body)).toEqual([
      400,
      { message: `Login failed: ${why}` },
    ]);
  });

  it("says why there is no session", async () => {
    await using server = await supervisor({ status: 404, message: 'there is no cluster "a" in ns1' });
    const body = '{"guest_cluster_name":"a","guest_cluster_namespace":"ns1"}';
    const refused = { message: 'Login failed: there is no cluster "a" in ns1' };
    expect(await server.login(`${user}:${password}`, body)).toEqual([404, refused]);
  });

  it("takes no large body, and has little else", async () => {
    await using server = await supervisor();
    expect((await server.login(`${user}:${password}`, " ".repeat(20_000)))[0]).toBe(413);
    expect((await server.ask("/")).status).toBe(200);
    expect((await server.ask("/wcp/login")).status).toBe(405);
    expect((await server.ask("/wcp/workloads")).status).toBe(404);
  });
});

describe("readAccounts", () => {
  it("reads a file", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "accounts.json");
    await writeFile(file, JSON.stringify({ [user]: password }));
    expect(await readAccounts(file)).toEqual(new Map([[user, password]]));
  });

  it.each([
    ["hunter2", "it is no object of JSON"],
    ['["hunter2"]', "it is no object of JSON"],
    ['{"a:b":"hunter2"}', '"a:b" is no name of a user'],
    ['{"a":""}', 'the password of "a" is no text'],
    ['{"a":7}', 'the password of "a" is no text'],
  ])("refuses %s, without repeating a password", async (text, what) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "accounts.json");
    await writeFile(file, text);
    const refused = await readAccounts(file).catch((error: unknown) => error);
    expect(refused).toMatchObject({ message: `Reading the accounts from ${file}: ${what}` });
    expect(inspect(refused)).not.toContain("hunter2");
  });
});
