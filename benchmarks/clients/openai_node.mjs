// The `openai` Node package: chat, streams, the parse helpers, models, errors. Run with each release of it:
//
//   node benchmarks/clients/openai_node.mjs http://127.0.0.1:8080 --key KEY --openai openai4

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  Calls, FACES, INVOICE, MODEL, RECEIPT, RECEIPT_TOTAL, SUM, SUM_ANSWER, contains, dataUri, given, picturePart, require_, same, user,
} from "./calls.mjs";

const settings = given();
const OpenAI = settings.load(settings.openai).OpenAI;
const { zodResponseFormat } = settings.load(`${settings.openai}/helpers/zod`);
const { z } = settings.load("zod");
const version = JSON.parse(readFileSync(join(resolve(settings.packages), "node_modules", settings.openai, "package.json"))).version;
const calls = new Calls(`openai Node ${version}`);
const client = new OpenAI({ baseURL: settings.api + "/openai", apiKey: settings.key, maxRetries: 0 });
const chat = client.chat.completions;
const Total = z.object({ total: z.number() });
const text = (answer) => answer.choices[0].message.content;
const create = (parts, more) => chat.create({ model: MODEL, messages: user(...parts), ...more });
const receipt = () => user(RECEIPT_TOTAL, picturePart(RECEIPT, "image/png"));

await calls.run("create", () => create([SUM]), (a) => (contains(text(a), SUM_ANSWER), require_(a.session_id, a)));

async function drain(more) {
  let words = "";
  let chunks = 0;
  let usage;
  for await (const chunk of await create([SUM], { stream: true, ...more })) {
    same(chunk.choices.length, 1);
    require_(chunk.session_id, "a chunk without session_id");
    words += chunk.choices[0].delta.content ?? "";
    usage = chunk.usage ?? usage;
    chunks++;
  }
  require_(chunks >= 2, `${chunks} chunks`);
  return [words, usage];
}
await calls.run("create, streamed", () => drain(), ([words]) => contains(words, SUM_ANSWER));
await calls.run(
  "create, streamed with its usage", () => drain({ stream_options: { include_usage: true } }),
  ([, usage]) => require_(usage.total_tokens === usage.prompt_tokens + usage.completion_tokens, usage),
);
await calls.run("create, streamed with progress", () => drain({ preview: true }), ([words]) => contains(words, SUM_ANSWER));
const helpers = typeof chat.stream === "function" ? chat : client.beta.chat.completions;
await calls.run(
  "stream helper", async () => {
    const runner = helpers.stream({ model: MODEL, messages: user(SUM), stream: true });
    let seen = "";
    runner.on("content", (delta) => (seen += delta));
    return [await runner.finalContent(), seen];
  },
  ([content, seen]) => (contains(content, SUM_ANSWER), same(seen, content)),
);
await calls.run(
  "parse helper", () => helpers.parse({ model: MODEL, messages: receipt(), response_format: zodResponseFormat(Total, "total") }),
  (a) => require_(a.choices[0].message.parsed.total > 0, a),
);
await calls.run(
  "stream helper with a schema", async () => {
    const runner = helpers.stream({ model: MODEL, messages: receipt(), response_format: zodResponseFormat(Total, "total") });
    return runner.finalChatCompletion();
  },
  (a) => require_(a.choices[0].message.parsed.total > 0, a),
);
await calls.run(
  "create with json_object", () => chat.create({ model: MODEL, messages: receipt(), response_format: { type: "json_object" } }),
  (a) => require_(typeof JSON.parse(text(a)) === "object", text(a)),
);
await calls.run("a picture", () => create([FACES, picturePart()]), (a) => contains(text(a), "1"));
await calls.run(
  "a document as a file part",
  () => create([
    { type: "file", file: { filename: "invoice.pdf", file_data: dataUri(INVOICE, "application/pdf") } },
    "How many pages are in this PDF?",
  ]),
  (a) => require_(/\d/.test(text(a)), text(a)),
);
const first = await calls.run("a turn of a session", () => create([FACES, picturePart()]));
await calls.run(
  "the next turn of that session", () => create(["Do you see any faces?"], { session_id: first.session_id }),
  (a) => same(a.session_id, first.session_id),
);
await calls.run("create with two choices", () => create([SUM], { n: 2 }), (a) => same(a.choices.length, 2));
await calls.run(
  "three at once", () => Promise.all([create([SUM]), create([SUM]), create([SUM])]),
  (all) => all.forEach((a) => contains(text(a), SUM_ANSWER)),
);
await calls.run(
  "a cancelled stream, and the next call", async () => {
    const stream = await create([SUM], { stream: true });
    stream.controller.abort();
    return create([SUM]);
  },
  (a) => contains(text(a), SUM_ANSWER),
);
const listed = await calls.run(
  "models.list", async () => {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    return ids;
  },
  (ids) => contains(ids, MODEL),
);
await calls.run("models.retrieve", () => client.models.retrieve(listed[0]), (m) => same(m.id, listed[0]));
await calls.refused("models.retrieve of an unknown one", 404, () => client.models.retrieve("nothing"));
await calls.refused("an unknown model", 422, () => create([SUM], { model: "no-such-model" }), "vlmrun-orion-1");
await calls.refused("a wrong value", 422, () => create([SUM], { temperature: "warm" }), "temperature");
await calls.refused("a wrong value, streamed", 422, () => create([SUM], { top_p: 7, stream: true }), "top_p");
await calls.refused(
  "a wrong key", 401, () => new OpenAI({ baseURL: settings.api + "/openai", apiKey: "wrong", maxRetries: 0 }).models.list(), "key",
);

calls.finish(20);
