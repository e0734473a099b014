// Every call of the `vlmrun` Node package.
//
//   node benchmarks/clients/node_sdk.mjs http://127.0.0.1:8080 --key KEY

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  Calls, INVOICE, RECEIPT, RECEIPT_TOTAL, SUM, UNKNOWN, contains, dataUri, given, require_, same,
} from "./calls.mjs";

const TOTAL = { type: "object", properties: { total: { type: "number" } }, required: ["total"] };
const settings = given();
const { VlmRun, GenerationConfig, RequestMetadata, encodeImage, processImage } = settings.load("vlmrun");
const { z } = settings.load("zod");
const calls = new Calls("vlmrun Node SDK");

const client = await calls.run("constructor", () => new VlmRun({ apiKey: settings.key, baseURL: settings.api }));
const stranger = await calls.run("constructor with a wrong key", () => new VlmRun({ apiKey: "wrong", baseURL: settings.api }));

// --- files
const picture = join(settings.work, "node-receipt.png");
writeFileSync(picture, Buffer.concat([readFileSync(RECEIPT), Buffer.from(crypto.randomUUID())]));
await calls.run("files.getCachedFile of none", () => client.files.getCachedFile(picture), (f) => same(f, null));
const receipt = await calls.run(
  "files.upload",
  () => client.files.upload({ filePath: picture, purpose: "assistants", checkDuplicate: true }),
  (f) => (contains(f.filename, "node-receipt.png"), same(f.object, "file"), require_(f.id && f.created_at && f.bytes, f)),
);
await calls.run("files.getCachedFile", () => client.files.getCachedFile(picture), (f) => same(f.id, receipt.id));
await calls.run("files.checkFileExists", () => client.files.checkFileExists(picture), (f) => same(f.id, receipt.id));
await calls.run("files.upload of the same", () => client.files.upload({ filePath: picture }), (f) => same(f.id, receipt.id));
await calls.run(
  "files.upload of the same without looking",
  () => client.files.upload({ filePath: picture, checkDuplicate: false }),
  (f) => require_(f.id, f),
);
await calls.run(
  "files.upload of a File for vision",
  () => client.files.upload({ file: new File([readFileSync(RECEIPT)], "näive.png", { type: "image/png" }), purpose: "vision" }),
  (f) => (same(f.purpose, "vision"), contains(f.filename, "näive.png")),
);
const paper = join(settings.work, "node-invoice.pdf");
writeFileSync(paper, Buffer.concat([readFileSync(INVOICE), Buffer.from(`\n%${crypto.randomUUID()}`)]));
const invoice = await calls.run(
  "files.upload of a document", () => client.files.upload({ filePath: paper }), (f) => contains(f.filename, "node-invoice.pdf"),
);
await calls.run("files.list", () => client.files.list(), (found) => require_(found.length >= 2, found));
await calls.run("files.list, one", () => client.files.list({ skip: 0, limit: 1 }), (found) => same(found.length, 1));
await calls.run("files.get", () => client.files.get(receipt.id), (f) => same(f.id, receipt.id));
const doomed = join(settings.work, "node-doomed.png");
writeFileSync(doomed, Buffer.concat([readFileSync(RECEIPT), Buffer.from(crypto.randomUUID())]));
const deleted = await calls.run("files.upload of one to delete", () => client.files.upload({ filePath: doomed }));
await calls.run("files.delete", () => client.files.delete(deleted.id));
await calls.refused("files.get of the deleted one", 404, () => client.files.get(deleted.id));
await calls.refused("files.delete of an unknown one", 404, () => client.files.delete(UNKNOWN));
await calls.refused("files.list with a wrong key", 401, () => stranger.files.list(), "key");
await calls.refused("files.upload for an unknown purpose", 422, () => client.files.upload({ filePath: doomed, purpose: "fun" }), "purpose");

// --- predictions
const config = { jsonSchema: TOTAL };
const made = await calls.run(
  "image.generate of a path with a schema",
  () => client.image.generate({ images: [RECEIPT], model: "vlm-1", domain: "document.receipt", config }),
  (p) => (same(p.status, "completed"), same(Object.keys(p.response), ["total"]), require_(p.response.total > 0, p)),
);
await calls.run(
  "image.generate of a data URI with a zod schema",
  () => client.image.generate({
    images: [encodeImage(RECEIPT)],
    domain: "document.receipt",
    config: { responseModel: z.object({ total: z.number() }), detail: "hi" },
    metadata: { environment: "dev", sessionId: null, allowTraining: false },
  }),
  (p) => require_(p.response.total > 0, p),
);
await calls.run(
  "image.generate, grounded",
  () => client.image.generate({
    images: [RECEIPT], domain: "document.receipt", config: { jsonSchema: TOTAL, grounding: true, confidence: true },
  }),
  (p) => require_("total_metadata" in p.response, p),
);
const publicUrl = await calls.run(
  "the public URL of a file", async () => (await client.files.get(receipt.id)).public_url, (url) => contains(url, "http"),
);
await calls.run(
  "image.generate of a URL",
  () => client.image.generate({ urls: [String(publicUrl)], domain: "document.receipt", config }),
  (p) => require_(p.response.total > 0, p),
);
await calls.run(
  "image.schema", () => client.image.schema({ images: [RECEIPT] }),
  (p) => (same(p.status, "completed"), require_(p.response.json_schema.properties, p), require_("schema_hash" in p.response, p)),
);
await calls.run(
  "document.generate of a file",
  () => client.document.generate({ fileId: invoice.id, model: "vlm-1", domain: "document.invoice", config }),
  (p) => require_(p.response.total > 0, p),
);
const later = await calls.run(
  "document.generate of a URL, later, without a model",
  async () => client.document.generate({
    url: (await client.files.get(invoice.id)).public_url, domain: "document.invoice", config, batch: true,
  }),
  (p) => (same(p.status, "pending"), same(p.response ?? null, null)),
);
await calls.run("predictions.wait", () => client.predictions.wait(later.id, 120, 1), (p) => require_(p.response.total > 0, p));
await calls.run("document.schema", () => client.document.schema({ fileId: invoice.id }), (p) => require_(p.response.json_schema, p));
await calls.run("predictions.get", () => client.predictions.get(made.id), (p) => same(p.id, made.id));
await calls.run("predictions.list", () => client.predictions.list(), (found) => require_(found.length >= 3, found));
await calls.run("predictions.list, one", () => client.predictions.list({ skip: 1, limit: 1 }), (found) => same(found.length, 1));
await calls.refused("predictions.get of an unknown one", 404, () => client.predictions.get(UNKNOWN));
await calls.refused(
  "image.generate of an unknown domain", 404, () => client.image.generate({ images: [RECEIPT], domain: "document.nothing" }), "domain",
);
await calls.refused(
  "document.generate of an unknown file", null, () => client.document.generate({ fileId: UNKNOWN, domain: "document.invoice", config }),
);
await calls.refused(
  "audio.generate names what lacks", 501, () => client.audio.generate({ fileId: invoice.id, domain: "audio.transcription" }), "transcribe",
);
await calls.refused(
  "video.generate names what lacks", 501, () => client.video.generate({ fileId: invoice.id, domain: "video.transcription" }), "transcribe",
);
await calls.refused(
  "web.generate is not offered", null, () => client.web.generate({ url: "https://example.com/", domain: "web.page", mode: "fast" }),
);

// --- catalogues
await calls.run("models.list", () => client.models.list(), (found) => require_(found.some((m) => m.domain === "document.invoice"), found));
await calls.run("hub.info", () => client.hub.info(), (info) => require_(info.version, info));
await calls.run(
  "hub.listDomains", () => client.hub.listDomains(), (found) => contains(found.map((d) => d.domain), "document.invoice", "media.tv-news"),
);
await calls.run(
  "hub.getSchema", () => client.hub.getSchema({ domain: "document.invoice" }),
  (s) => (same(s.domain, "document.invoice"), same(s.schema_hash.length, 8), require_(s.json_schema.properties, s)),
);
await calls.refused("hub.getSchema of an unknown domain", null, () => client.hub.getSchema({ domain: "document.nothing" }), "document.nothing");

// --- feedback, datasets, fine-tuning
await calls.run(
  "feedback.submit", () => client.feedback.submit({ id: made.id, label: { total: 1 }, notes: "A note.", flag: true }),
  (f) => same(f.request_id, made.id),
);
await calls.refused("feedback.submit for an unknown id", 404, () => client.feedback.submit({ id: UNKNOWN, notes: "x" }));
const folder = join(settings.work, "node-dataset");
mkdirSync(folder, { recursive: true });
copyFileSync(RECEIPT, join(folder, "a.png"));
const quiet = console.debug;
console.debug = () => {};
await calls.refused(
  "dataset.create is not offered", 501,
  () => client.dataset.create({ datasetDirectory: folder, domain: "document.receipt", datasetName: "a", datasetType: "images" }),
);
console.debug = quiet;
await calls.refused("dataset.list is not offered", 501, () => client.dataset.list());
await calls.refused("dataset.get is not offered", 501, () => client.dataset.get(UNKNOWN));
await calls.refused("finetuning.list is not offered", 501, () => client.finetuning.list());
await calls.refused("finetuning.get is not offered", 501, () => client.finetuning.get(UNKNOWN));
await calls.refused("finetuning.create is not offered", 501, () => client.finetuning.create({ model: "vlm-1", trainingFile: UNKNOWN }));

// --- what the package computes by itself and sends
await calls.run(
  "GenerationConfig and RequestMetadata", () => [new GenerationConfig({}).toJSON(), new RequestMetadata({}).toJSON()],
  ([generation, metadata]) => (same(generation.detail, "auto"), same(metadata.environment, "dev")),
);
await calls.run("processImage", () => processImage(RECEIPT), (uri) => same(uri, dataUri(RECEIPT, "image/png")));

calls.finish(30);
