/** A customer's card, tags, promises, joins, and macros. */
import type { Answer, Body } from "./answers";
import type { ConversationId, CustomerId } from "./ids";

type With<Whole, Sharper> = Omit<Whole, keyof Sharper> & Sharper;

export type CustomerFacts = With<Answer<"getCustomerFacts">, { id: CustomerId }>;
export type AccountFacts = CustomerFacts["accounts"][number];
export type FactsPart<Data> = Omit<AccountFacts["bills"], "data"> & { data: Data | null };
export type PartState = AccountFacts["profile"]["state"];
export type PartWhy = NonNullable<AccountFacts["profile"]["why"]>;
export type AccountProfile = NonNullable<AccountFacts["profile"]["data"]>;
export type PlaceOutages = NonNullable<AccountFacts["outages"]["data"]>;
export type PlaceOutage = PlaceOutages["items"][number];
export type RoomTemperatures = NonNullable<AccountFacts["temperatures"]["data"]>;
export type PrepaidBalance = NonNullable<AccountFacts["balance"]["data"]>;
export type AccountBills = NonNullable<AccountFacts["bills"]["data"]>;
export type AccountPayments = NonNullable<AccountFacts["payments"]["data"]>;
export type Revealed = Body<"revealCustomerFacts">["what"];

export type ContactPage = With<
  Answer<"listCustomerContacts">,
  { items: With<Answer<"listCustomerContacts">["items"][number], { id: ConversationId }>[] }
>;
export type Contact = ContactPage["items"][number];

export type AccountQuery = Body<"findAccounts">;
export type FoundAccount = Answer<"findAccounts">["items"][number];
export type FoundCustomer = With<Answer<"findCustomers">["items"][number], { id: CustomerId }>;

export type TagKind = Answer<"listTagKinds">["items"][number];
export type CustomerTag = Answer<"listCustomerTags">["items"][number];
export type SavedTagKind = Body<"saveTagKind">;

export type CustomerPromise = Answer<"listCustomerPromises">["items"][number];
export type PromiseState = CustomerPromise["state"];
export type NewPromise = Body<"makePromise">;

export type CustomerJoins = Answer<"listCustomerJoins">;

export type Macro = Answer<"listMacros">["items"][number];
export type MacroSaved = Body<"addMacro">;
export type MacroStep = MacroSaved["steps"][number];
export type MacroPreview = Answer<"previewMacro">;
export type MacroRun = Answer<"runMacro">;
