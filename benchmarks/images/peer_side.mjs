// The peer's side of the comparison: sharp with its defaults, nothing kept between rounds.
// Arguments: file, longest side. For every line on standard input ("pixels" or "jpeg", what to end with) one line of
// JSON: milliseconds from the file's bytes in memory to the result's.
import {readFileSync} from "node:fs";
import {createInterface} from "node:readline";
import sharp from "sharp";

const [path, side] = process.argv.slice(2);
const content = readFileSync(path);
const longest = Number(side);
sharp.cache(false);

for await (const line of createInterface({input: process.stdin})) {
    const start = performance.now();
    const small = sharp(content).autoOrient().resize(longest, longest, {fit: "inside"});
    const {data, info} = await (line === "jpeg" ? small.jpeg({quality: 92}) : small.raw()).toBuffer({resolveWithObject: true});
    console.log(JSON.stringify({
        milliseconds: performance.now() - start,
        width: info.width,
        height: info.height,
        bytes: data.length,
        version: sharp.versions.sharp,
        threads: sharp.concurrency()
    }));
}
