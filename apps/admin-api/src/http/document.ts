import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { ACCESS_COOKIE } from "../access/tokens.ts";

/** OpenAPI 3.1 out of the routes' own schemas, at `/openapi.json`, and a reader page at `/docs`. */
export async function addDocument(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Acolhe: API da administração",
        version: "1",
        description:
          "Log in at `POST /api/v1/auth/login` and send the token as `Authorization: Bearer`. Lists answer pages: send " +
          "`next` back as `cursor`. Changes name the version they are made to in `If-Match`. Errors are RFC 9457.",
      },
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
          cookie: { type: "apiKey", in: "cookie", name: ACCESS_COOKIE, description: "For pages of our own origin" },
        },
      },
    },
    transform: (route) =>
      route.url.startsWith("/api/") ? jsonSchemaTransform(route) : { schema: { hide: true }, url: route.url },
    transformObject: (document) => tidy(jsonSchemaTransformObject(document)),
  });
  await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: true });
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
}

const REFERENCE = /#\/components\/schemas\/(\w+)/g;

/**
 * The type provider writes each schema twice, as it goes in and as it comes out. Only what is used stays, and a schema
 * used in one direction alone has its plain name.
 */
function tidy<D extends { paths?: unknown; components?: object }>(document: D): D {
  const schemas = (document.components as { schemas?: Record<string, unknown> } | undefined)?.schemas ?? {};
  const used = new Set<string>();
  const follow = (part: unknown) => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(REFERENCE)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  follow(document.paths);
  const plain = (name: string) => {
    const base = name.replace(/Input$/, "");
    return used.has(base) ? name : base;
  };
  const kept = [...used].sort().map((name) => [plain(name), schemas[name]]);
  const whole = { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } };
  return JSON.parse(JSON.stringify(whole).replace(REFERENCE, (_, name) => `#/components/schemas/${plain(name)}`));
}
