// What the Node scripts of this folder share: their arguments, one line a call, and a summary. As in calls.py.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
export const examples = resolve(here, "../../examples");
export const RECEIPT = join(examples, "receipt.png");
export const INVOICE = join(examples, "invoice.pdf");
export const FACE = join(examples, "astronaut.jpg");

export const MODEL = "vlmrun-orion-1:auto";
export const SUM = "What is 12 * 12?";
export const SUM_ANSWER = "144";
export const FACES = "Count the faces in this photo";
export const BLUR = "Blur the faces";
export const RECEIPT_TOTAL = "What is the total of this receipt?";
export const UNKNOWN = "00000000-0000-4000-8000-000000000000";

class Missing extends Error {}

/** Stands for the result of a call that failed: whoever uses it fails too, and says why. */
function missing(name) {
  return new Proxy(function () {}, {
    get(_, property) {
      if (property === "then") return undefined; // It can be awaited.
      throw new Missing(`needs what "${name}" did not give`);
    },
  });
}

export class Calls {
  constructor(client) {
    this.client = client;
    this.passed = 0;
    this.failed = [];
    this.began = performance.now();
  }

  /** The call's result, after `check` has looked at it; a stand-in where either failed. */
  async run(name, call, check) {
    const began = performance.now();
    const line = (word) =>
      console.log(`${word} ${((performance.now() - began) / 1000).toFixed(2).padStart(7)} s  ${name}`);
    try {
      const result = await call();
      if (check) await check(result);
      this.passed++;
      line("ok  ");
      return result;
    } catch (failure) {
      this.failed.push(name);
      line("FAIL");
      console.log(failure instanceof Missing ? `     ${failure.message}` : failure);
      return missing(name);
    }
  }

  /** A call that must be refused, with this status and these texts in what the client says. */
  async refused(name, status, call, ...texts) {
    return this.run(name, async () => {
      let failure;
      try {
        await call();
      } catch (error) {
        failure = error;
      }
      if (failure instanceof Missing) throw failure;
      require_(failure, "nothing was thrown");
      const given = failure.http_status ?? failure.status ?? failure.response?.status;
      if (status !== null) same(given, status);
      contains(String(failure.message), ...texts);
      return failure;
    });
  }

  /** Prints the summary and sets the exit code. */
  finish(atLeast) {
    const made = this.passed + this.failed.length;
    const seconds = ((performance.now() - this.began) / 1000).toFixed(1);
    console.log(`${this.client}: ${this.passed} of ${made} calls passed in ${seconds} s`);
    for (const name of this.failed) console.log(`  failed: ${name}`);
    if (made < atLeast) console.log(`  only ${made} calls were made, at least ${atLeast} are meant to be`);
    process.exitCode = this.failed.length > 0 || made < atLeast ? 1 : 0;
  }
}

export function require_(condition, why) {
  if (!condition) throw new Error(typeof why === "string" ? why : JSON.stringify(why));
}

export function same(given, wanted) {
  const [a, b] = [JSON.stringify(given), JSON.stringify(wanted)];
  require_(a === b, `${a} instead of ${b}`);
}

export function contains(whole, ...parts) {
  for (const part of parts) require_(whole.includes(part), `${JSON.stringify(part)} is not in ${JSON.stringify(whole)}`);
}

export function dataUri(path, mediaType) {
  return `data:${mediaType};base64,${readFileSync(path).toString("base64")}`;
}

/** One message of the user; texts and parts in any order. */
export function user(...parts) {
  const content = parts.map((part) => (typeof part === "string" ? { type: "text", text: part } : part));
  return [{ role: "user", content }];
}

export function picturePart(path = FACE, mediaType = "image/jpeg") {
  return { type: "image_url", image_url: { url: dataUri(path, mediaType) } };
}

/** The arguments, and `load`, which finds a package in the folder the packages were installed in. */
export function given() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: "string", default: "none" },
      packages: { type: "string", default: "build/clients/node" },
      work: { type: "string", default: "build/clients/work" },
      openai: { type: "string", default: "openai6" },
    },
  });
  if (positionals.length !== 1) {
    console.error("usage: node SCRIPT http://127.0.0.1:8080 --key KEY");
    process.exit(2);
  }
  const work = resolve(values.work);
  mkdirSync(work, { recursive: true });
  return {
    ...values,
    work,
    api: positionals[0].replace(/\/+$/, "") + "/v1",
    load: createRequire(join(resolve(values.packages), "package.json")),
  };
}
