// Sends requests one after the other with the published SDK, more than the key's limit allows. Each
// must succeed: one that is denied after the wait that the answer asks for.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.cwd() + "/"));
const { NexusClient } = require("@agent-nexus/sdk");

let denied = 0;
const send = globalThis.fetch;
globalThis.fetch = async (...request) => {
  const answer = await send(...request);
  if (answer.status === 429) {
    denied++;
  }
  return answer;
};

const api = new NexusClient({ apiKey: process.env.KEY, baseUrl: process.env.NEXUS_BASE_URL });
const requests = Number(process.env.REQUESTS);
let served = 0;
for (let i = 0; i < requests; i++) {
  await api.me.get();
  served++;
}
console.log(`${served} of ${requests}, denied at times: ${denied > 0}`);
