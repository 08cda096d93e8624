// What an application does with the published SDK; prints one JSON object of what came of it.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.cwd() + "/"));
const { NexusClient, NexusApiError, NexusAuthenticationError } = require("@agent-nexus/sdk");
const client = (apiKey) => new NexusClient({ apiKey, baseUrl: process.env.NEXUS_BASE_URL });

async function refusal(call) {
  try {
    await call();
    return "none";
  } catch (error) {
    const kind =
      error instanceof NexusAuthenticationError ? "authentication"
      : error instanceof NexusApiError ? "api"
      : error.constructor.name;
    return `${kind} ${error.status} ${error.message}`;
  }
}

const good = process.env.GOOD;
const readOnly = process.env.READ_ONLY;
const ada = { firstName: "Ada", lastName: "Lovelace", role: "QA" };
const api = client(good);

const made = await api.agents.create(ada);
const page = await api.agents.list({ page: 1, limit: 100 });
console.log(
  JSON.stringify({
    me: await api.me.get(),
    organizations: await api.me.organizations(),
    made: `${made.firstName} ${made.status}`,
    listed: page.data.some((agent) => agent.id === made.id),
    paging: page.meta.paging,
    blanks: (await client(` ${good} `).me.get()).orgId,
    forged: await refusal(() => client(process.env.FORGED).me.get()),
    bearer: await refusal(() => client(`Bearer ${good}`).agents.list()),
    two: await refusal(() => client(`${good}, ${readOnly}`).me.get()),
    inside: await refusal(() => client(good.replace(".", " .")).me.get()),
    forbidden: await refusal(() => client(readOnly).agents.create(ada)),
    invalid: await refusal(() => api.agents.create({ firstName: "Ada" })),
  }),
);
