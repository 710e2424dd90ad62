/** Bodies named by the operation they belong to, which no other body of the same name can move. */
import type { operations } from "./schema";

type Json<Told> = Told extends { content: { "application/json": infer Found } } ? Found : never;

/** What an operation answers when it went well. */
export type Answer<Op extends keyof operations> = operations[Op] extends { responses: infer All }
  ? Json<All extends { 200: infer Ok } ? Ok : All extends { 201: infer Made } ? Made : never>
  : never;

/** The body an operation takes. */
export type Body<Op extends keyof operations> = operations[Op] extends { requestBody: infer Taken }
  ? Json<Taken>
  : never;

/** What an operation takes in the address. */
export type Query<Op extends keyof operations> = operations[Op] extends {
  parameters: { query?: infer Asked };
}
  ? NonNullable<Asked>
  : never;
