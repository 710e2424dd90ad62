/** The names under which the bot's answers of the server are kept. */
export const botKeys = {
  all: ["bot"] as const,
  bot: ["bot", "now"] as const,
  releases: ["bot", "releases"] as const,
  activations: ["bot", "activations"] as const,
  runs: ["bot", "runs"] as const,
  runsOf: (release: string | null) => ["bot", "runs", release] as const,
  run: (id: string) => ["bot", "run", id] as const,
  results: (id: string) => ["bot", "results", id] as const,
  comparison: (id: string) => ["bot", "comparison", id] as const,
  trades: (release: string | null) => ["bot", "trades", release] as const,
  flows: (release: string | null) => ["bot", "flows", release] as const,
  chart: (release: string | null, domain: string, flow: string) =>
    ["bot", "chart", release, domain, flow] as const,
  intents: (release: string | null) => ["bot", "intents", release] as const,
  examples: ["bot", "examples"] as const,
  examplesOf: (filter: object) => ["bot", "examples", filter] as const,
};
