import type { Schema } from "./arbitrary.ts";
import type { Desk } from "./desk.ts";

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As the document writes it: `/api/v1/patients/{id}`. */
  readonly path: string;
  readonly operation: Operation;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export const documentOf = (desk: Desk) => desk.api.app.swagger() as unknown as Document;

/** Every route of the document. */
export function routesOf(desk: Desk): Route[] {
  return Object.entries(documentOf(desk).paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase() as Route["method"],
      path,
      operation,
    })),
  );
}

/** The name a route has in access/roles.ts. */
export const accessName = ({ method, path }: Route) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
