// The peer's side of the comparison: node-llama-cpp's own evaluation loop, greedy.
// Arguments: model, threads, prompt file, tokens to write. One line of JSON for every line on standard input.
import {readFileSync} from "node:fs";
import {createInterface} from "node:readline";
import {getLlama} from "node-llama-cpp";

const [model_path, threads, prompt_path, count] = process.argv.slice(2);
const wanted = Number(count);
const llama = await getLlama({gpu: false, build: "never", maxThreads: Number(threads), logLevel: "error"});
const model = await llama.loadModel({modelPath: model_path});
const context = await model.createContext({contextSize: 8192, threads: Number(threads)});
const sequence = context.getSequence();
const text = readFileSync(prompt_path, "utf8");
let round = 0;

for await (const _ of createInterface({input: process.stdin})) {
    await sequence.clearHistory();
    const tokens = model.tokenize(`<|im_start|>user\n${round++} ${text}<|im_end|>\n<|im_start|>assistant\n`, true);
    const start = performance.now();
    let first = 0;
    let last = 0;
    let written = 0;
    // An end is written like any other token, so that both sides write equally many.
    for await (const _token of sequence.evaluate(tokens, {temperature: 0, yieldEogToken: true})) {
        last = performance.now();
        if (written++ === 0)
            first = last;
        if (written > wanted)
            break;
    }
    console.log(JSON.stringify({
        prompt_tokens: tokens.length,
        prompt_s: (first - start) / 1000,
        tokens: written - 1,
        generation_s: (last - first) / 1000
    }));
}
process.exit(0);
