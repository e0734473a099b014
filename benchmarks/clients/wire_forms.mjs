// What newer releases of the `vlmrun` Node package (1.3.6) put on the wire, sent by hand: the packages offer only 0.2.12.
//
//   node benchmarks/clients/wire_forms.mjs http://127.0.0.1:8080 --key KEY

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  BLUR, Calls, FACES, INVOICE, MODEL, RECEIPT, RECEIPT_TOTAL, SUM, SUM_ANSWER, UNKNOWN,
  contains, given, picturePart, require_, same, user,
} from "./calls.mjs";

const TOTAL = { type: "object", properties: { total: { type: "number" } }, required: ["total"] };
const settings = given();
const calls = new Calls("wire forms of the Node SDK 1.3.6");

/** One request as axios sends it: JSON, the key as a bearer token; fields that are undefined are left out. */
async function send(method, path, { query = {}, json, form, status = [200, 201], raw = false } = {}) {
  const url = new URL(settings.api + path);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${settings.key}`,
      Accept: "application/json, text/plain, */*",
      "User-Agent": "axios/1.7.9",
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
    },
    body: form ?? (json === undefined ? undefined : JSON.stringify(json)),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  require_([status].flat().includes(response.status), `${method} ${path}: ${response.status} ${bytes.toString().slice(0, 600)}`);
  require_(response.headers.get("x-request-id"), `${method} ${path}: no x-request-id`);
  return raw ? { bytes, type: response.headers.get("content-type") } : JSON.parse(bytes.toString());
}

async function ended(path) {
  for (let tried = 0; tried < 120; tried++) {
    const run = await send("GET", path);
    if (["completed", "failed"].includes(run.status)) return run;
    await new Promise((wake) => setTimeout(wake, 500));
  }
  throw new Error(`${path} did not end`);
}

const text = (answer) => answer.choices[0].message.content;
const chat = (body, more) => send("POST", "/openai/chat/completions", { json: { model: MODEL, ...body }, ...more });

// --- files
const bytes = readFileSync(RECEIPT);
const salt = crypto.randomUUID();
const md5 = createHash("md5").update(bytes).update(salt).digest("hex");
await calls.run(
  "files: an unknown hash is 404, never an empty file", () => send("GET", `/files/hash/${md5}`, { status: 404 }),
  (e) => (require_(e.detail, e), same(typeof e.error.message, "string")),
);
function upload(name, query) {
  const form = new FormData();
  form.append("file", new File([bytes, salt], name, { type: "image/png" }));
  return send("POST", "/files", { query, form, status: 201 });
}
const receipt = await calls.run(
  "files: upload with generate_public_url=true", () => upload("forms.png", { purpose: "assistants", generate_public_url: "true" }),
  (f) => (contains(f.public_url, "http"), same(f.object, "file")),
);
await calls.run(
  "files: upload with generate_public_url=false", () => upload("forms.png", { purpose: "assistants", generate_public_url: "false" }),
  (f) => same(f.public_url, null),
);
await calls.run("files: by hash", () => send("GET", `/files/hash/${md5}`), (f) => require_(f.id, f));
await calls.run(
  "files: get without a public URL", () => send("GET", `/files/${receipt.id}`, { query: { generate_public_url: "false" } }),
  (f) => (same(f.public_url, null), require_("public_url" in f, f)),
);
await calls.run("files: get", () => send("GET", `/files/${receipt.id}`), (f) => contains(f.public_url, "http"));
await calls.run(
  "files: purpose as a field of the form", async () => {
    const form = new FormData();
    form.append("purpose", "vision");
    form.append("file", new File([bytes, "dart", salt], "dart.png"));
    return send("POST", "/files", { form, status: 201 });
  },
  (f) => same(f.purpose, "vision"),
);
const target = await calls.run(
  "files: presigned URL", () => send("POST", "/files/presigned-url", { json: { filename: "big.pdf", purpose: "assistants" } }),
  (u) => (contains(u.filename, "big.pdf"), contains(u.url, "http"), same(u.content_type, "application/pdf")),
);
await calls.run(
  "files: PUT to it, without a key", async () => {
    const put = await fetch(target.url, { method: "PUT", body: readFileSync(INVOICE), headers: { "Content-Type": target.content_type } });
    return put.status;
  },
  (status) => same(status, 200),
);
const invoice = await calls.run(
  "files: verify-upload", () => send("GET", `/files/verify-upload/${target.id}`, { status: 200 }),
  (f) => same(f.bytes, readFileSync(INVOICE).length),
);
await calls.run("files: list", () => send("GET", "/files", { query: { skip: 0, limit: 2 } }), (found) => same(found.length, 2));

// --- chat
await calls.run(
  "chat: preview false, session_id of one's own", () => chat({ messages: user(SUM), preview: false, session_id: crypto.randomUUID() }),
  (a) => contains(text(a), SUM_ANSWER),
);
const photo = await calls.run(
  "chat: a picture, with toolsets", () => chat({ messages: user(picturePart(), BLUR), toolsets: ["image", "image-gen"], preview: false }),
  (a) => require_(/img_[a-f0-9]{6}/.test(text(a)), text(a)),
);
await calls.run(
  "chat: a file by its id", () => chat({ messages: user({ type: "input_file", file_id: receipt.id }, RECEIPT_TOTAL) }),
  (a) => contains(text(a), "."),
);
await calls.run(
  "chat: schema form of n8n",
  () => chat({
    messages: user({ type: "input_file", file_id: receipt.id }, RECEIPT_TOTAL),
    response_format: { type: "json_schema", strict: true, schema: TOTAL },
  }),
  (a) => require_(JSON.parse(text(a)).total > 0, text(a)),
);
await calls.run(
  "chat: streamed", () => chat({ messages: user(SUM), stream: true }, { raw: true }),
  ({ bytes: body, type }) => {
    contains(type, "text/event-stream");
    const lines = body.toString().split("\n").filter((line) => line.startsWith("data: "));
    same(lines.at(-1), "data: [DONE]");
    const chunks = lines.slice(0, -1).map((line) => JSON.parse(line.slice(6)));
    for (const chunk of chunks) require_(chunk.session_id && chunk.choices.length === 1, chunk);
    require_(chunks.at(-1).usage && "credits_used" in chunks.at(-1).usage, chunks.at(-1));
  },
);
await calls.run(
  "chat: two slashes in the path", () => send("POST", "//openai/chat/completions", { json: { messages: user(SUM) } }),
  (a) => contains(text(a), SUM_ANSWER),
);

// --- artifacts
const object = () => /img_[a-f0-9]{6}/.exec(text(photo))[0];
await calls.run(
  "artifacts: get", () => send("GET", "/artifacts", { query: { session_id: photo.session_id, object_id: object() }, raw: true }),
  (a) => require_(["image/jpeg", "image/png"].includes(a.type), a.type),
);
await calls.run(
  "artifacts: get with a JSON body, as older clients do by POST's form of the path",
  () => send("GET", `/artifacts/${photo.session_id}/${object()}`, { raw: true }),
  (a) => require_(a.bytes.length > 1000, a.type),
);
await calls.run(
  "artifacts: list", () => send("GET", "/artifacts/list", { query: { session_id: photo.session_id } }),
  (a) => (same(a.namespace_id, photo.session_id), contains(["store", "manifest", "workspace"], a.items[0].source)),
);
await calls.run(
  "artifacts: an unknown one", () =>
    send("GET", "/artifacts", { query: { session_id: photo.session_id, object_id: "img_ffffff" }, status: 404 }),
);

// --- agents and executions
const agent = await calls.run(
  "agent: create", () => send("POST", "/agent/create", { json: { name: "forms-totals", config: { prompt: RECEIPT_TOTAL, json_schema: TOTAL } } }),
  (a) => (same(a.name, "forms-totals"), require_(a.id && a.status, a)),
);
await calls.run("agent: lookup by id", () => send("POST", "/agent/lookup", { json: { id: agent.id } }), (a) => same(a.prompt, RECEIPT_TOTAL));
await calls.run("agent: lookup by name", () => send("POST", "/agent/lookup", { json: { name: "forms-totals" } }), (a) => same(a.id, agent.id));
await calls.run(
  "agent: lookup of two things at once", () => send("POST", "/agent/lookup", { json: { name: "a", id: agent.id }, status: [400, 422] }),
);
await calls.run("agent: list", () => send("GET", "/agent"), (found) => contains(found.map((a) => a.id), agent.id));
const run = await calls.run(
  "agent: execute with explicit nulls",
  () => send("POST", "/agent/execute", {
    json: { name: null, model: MODEL, batch: true, inputs: null, config: { prompt: SUM }, metadata: null, callback_url: null, toolsets: null },
  }),
  (r) => (same(typeof r.name, "string"), same(r.response, null), same(typeof r.usage, "object")),
);
await calls.run(
  "agent: execution", () => ended(`/agent/executions/${run.id}`),
  (r) => (same(r.status, "completed"), contains(JSON.stringify(r.response), SUM_ANSWER), require_(Number.isInteger(r.usage.duration_seconds), r)),
);
const totals = await calls.run(
  "agent: execute with the inputs of the command line",
  () => send("POST", "/agent/execute", {
    json: { name: "forms-totals", model: MODEL, batch: true, inputs: { files: [{ type: "input_file", file_id: receipt.id }] }, config: {} },
  }),
);
await calls.run("agent: its execution", () => ended(`/agent/executions/${totals.id}`), (r) => require_(r.response.total > 0, r));
await calls.run(
  "agent: execute with batch false",
  () => send("POST", "/agent/execute", { json: { batch: false, config: { prompt: SUM } } }),
  (r) => same(r.status, "completed"),
);
await calls.run("agent: executions", () => send("GET", "/agent/executions", { query: { skip: 0, limit: 1 } }), (found) => same(found.length, 1));
await calls.run("agent: an unknown execution", () => send("GET", `/agent/executions/${UNKNOWN}`, { status: 404 }), (e) => require_(e.detail, e));

// --- skills
const skill = await calls.run(
  "skills: create", () => send("POST", "/skills/create", { json: { prompt: RECEIPT_TOTAL, json_schema: TOTAL, name: "forms-skill" } }),
  (s) => (contains(s.name, "forms-skill"), same(typeof s.skill_version, "string")),
);
await calls.run(
  "skills: list with Python's booleans", () => send("GET", "/skills", { query: { descending: "True", grouped: "False", limit: 1000 } }),
  (found) => contains(found.map((s) => s.id), skill.id),
);
await calls.run(
  "skills: chat by skill_name and version, without a type",
  () => chat({
    messages: user({ type: "input_file", file_id: receipt.id }, RECEIPT_TOTAL), skills: [{ skill_name: skill.name, version: "latest" }],
  }),
  (a) => require_(JSON.parse(text(a)).total > 0, text(a)),
);
await calls.run("skills: download", () => send("GET", `/skills/${skill.id}/download`), (d) => contains(d.download_url, "http"));

// --- predictions and feedback
const prediction = await calls.run(
  "predictions: document/generate without a model, gql_stmt null",
  () => send("POST", "/document/generate", {
    json: {
      file_id: receipt.id, domain: "document.receipt", batch: false,
      config: { detail: "auto", json_schema: TOTAL, confidence: false, grounding: false, gql_stmt: null },
      metadata: { environment: "dev", session_id: null, allow_training: true },
    },
    status: 201,
  }),
  (p) => (same(p.status, "completed"), require_(p.response.total > 0, p)),
);
await calls.run(
  "feedback: submit with the two other ids null",
  () => send("POST", "/feedback/submit", {
    json: { request_id: prediction.id, agent_execution_id: null, chat_id: null, notes: "A note." },
  }),
  (f) => same(f.request_id, prediction.id),
);
await calls.run(
  "feedback: for an execution", () => send("POST", "/feedback/submit", { json: { agent_execution_id: run.id, response: { good: true } } }),
  (f) => same(f.agent_execution_id, run.id),
);
await calls.run(
  "feedback: for a chat by its session", () => send("POST", "/feedback/submit", { json: { chat_id: photo.session_id, notes: "Good." } }),
  (f) => same(f.chat_id, photo.session_id),
);
await calls.run(
  "feedback: for a chat by its completion", () => send("POST", "/feedback/submit", { json: { chat_id: photo.id, notes: "Good." } }),
  (f) => same(f.chat_id, photo.id),
);
await calls.run(
  "feedback: list of an execution",
  () => send("GET", `/feedback/${run.id}`, { query: { type: "agent_execution", limit: 1000, offset: 0 } }),
  (f) => (same(f.agent_execution_id, run.id), same(f.items.length, 1)),
);

// --- refusals, in both shapes
await calls.run(
  "errors: detail and error", () => chat({ messages: [{ role: "user" }], temperature: 9 }, { status: 422 }),
  (e) => {
    require_(Array.isArray(e.detail) && e.detail[0].loc[0] === "body" && e.detail[0].msg && e.detail[0].type, e);
    require_(e.error.message && e.error.type && "id" in e.error, e);
  },
);
await calls.run("errors: datasets", () => send("GET", "/datasets", { status: 501 }), (e) => require_(e.detail && e.error.message, e));
await calls.run("health with no key", async () => (await fetch(settings.api + "/health")).status, (status) => same(status, 200));
await calls.run(
  "health with a wrong key",
  async () => (await fetch(settings.api + "/health", { headers: { Authorization: "Bearer wrong" } })).status,
  (status) => same(status, 401),
);

calls.finish(30);
