#!/usr/bin/env python3
"""Compares the embedded language model with node-llama-cpp: same libraries, same model, same number of threads.

Both sides run as processes of their own and take turns, round by round, so that a change of the machine's load meets
both. Ours goes the whole way: child process, frames, and a constraint asked about every token.

    benchmarks/language/compare.py [--model FILE] [--threads N] [--rounds N] [--prompt-tokens N] [--tokens N]

Build first (mvn -Dfast -DskipTests package, or ./rigel once). Needs npm for the peer, which is put into
benchmarks/language/build. Run it on a quiet machine: with as many threads as cores, a busy neighbour slows both sides
twentyfold.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = HERE / "build"
PEER = "node-llama-cpp@3.22.1"


def java():
    home = os.environ.get("RIGEL_JAVA_HOME") or os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else "java"


def class_path():
    """Our modules' classes and the libraries they need."""
    listing = BUILD / "class-path.txt"
    subprocess.run(
        ["mvn", "-ntp", "-B", "-q", "-Dfast", "-pl", "rigel-language", "-am", "-DskipTests", "package",
         "dependency:build-classpath", f"-Dmdep.outputFile={listing}", "-Dmdep.includeScope=runtime"],
        cwd=ROOT, check=True)
    modules = [str(ROOT / name / "target" / "classes")
               for name in ("rigel-base", "rigel-protocol", "rigel-weights", "rigel-language")]
    return os.pathsep.join(modules + [listing.read_text().strip()])


def peer_libraries():
    """Installs the peer, without running its scripts, and gives the folder of its shared libraries."""
    if not (BUILD / "node_modules" / "node-llama-cpp").is_dir():
        BUILD.mkdir(exist_ok=True)
        subprocess.run(["npm", "install", "--prefix", str(BUILD), "--ignore-scripts", "--no-audit", "--no-fund", PEER],
                       check=True)
    folder = BUILD / "node_modules" / "@node-llama-cpp" / "linux-x64" / "bins" / "linux-x64"
    if not folder.is_dir():
        sys.exit(f"{folder} is missing: this comparison knows Linux x64 only")
    return folder


def prompt(tokens):
    """A text of about so many tokens, the same every time."""
    words = ("The", "quick", "train", "left", "station", "seven", "with", "forty", "people", "and", "a", "dog")
    # About one token a word.
    return " ".join(words[i * i % len(words)] for i in range(tokens - 12))


def ask(side):
    side.stdin.write("round\n")
    side.stdin.flush()
    for line in side.stdout:
        if line.startswith("{"):  # anything else is a log
            return json.loads(line)
    sys.exit("one side ended early")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cache = Path(os.environ.get("RIGEL_CACHE_DIR", Path.home() / ".cache" / "rigel"))
    found = sorted((cache / "models").glob("language-model-*/qwen2.5-coder*.gguf"))
    options.add_argument("--model", type=Path, default=found[0] if found else None)
    options.add_argument("--threads", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--prompt-tokens", type=int, default=1024)
    options.add_argument("--tokens", type=int, default=64)
    chosen = options.parse_args()
    if chosen.model is None:
        options.error("the model is not in the cache; give --model or run: rigel models pull language-model")
    BUILD.mkdir(exist_ok=True)
    libraries = peer_libraries()
    text = BUILD / "prompt.txt"
    text.write_text(prompt(chosen.prompt_tokens))
    shared = [str(chosen.threads), str(text), str(chosen.tokens)]
    commands = {
        "rigel": [java(), "-cp", class_path(), str(HERE / "EmbeddedSide.java"), str(libraries), str(chosen.model)]
        + shared,
        # A module finds its packages beside itself.
        "node-llama-cpp": ["node", str(BUILD / "peer_side.mjs"), str(chosen.model)] + shared,
    }
    (BUILD / "peer_side.mjs").write_text((HERE / "peer_side.mjs").read_text())
    sides = {name: subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
             for name, command in commands.items()}
    rates = {name: {"prompt": [], "generation": []} for name in sides}
    try:
        for side in sides.values():
            ask(side)  # loads the model and warms up
        for i in range(chosen.rounds):
            order = list(sides) if i % 2 == 0 else list(reversed(list(sides)))
            for name in order:
                result = ask(sides[name])
                rates[name]["prompt"].append(result["prompt_tokens"] / result["prompt_s"])
                rates[name]["generation"].append(result["tokens"] / result["generation_s"])
                print(f"round {i + 1} {name:15} {json.dumps(result)}", flush=True)
    finally:
        for side in sides.values():
            side.stdin.close()
            try:
                side.wait(10)
            except subprocess.TimeoutExpired:
                side.kill()
    print(f"\n{chosen.model.name}, {chosen.threads} threads, {chosen.rounds} rounds, medians")
    print(f"{'':17}{'prompt tok/s':>14}{'generation tok/s':>18}")
    medians = {name: {kind: statistics.median(values) for kind, values in kinds.items()}
               for name, kinds in rates.items()}
    for name, kinds in medians.items():
        print(f"{name:17}{kinds['prompt']:14.1f}{kinds['generation']:18.1f}")
    ratio = {kind: medians["rigel"][kind] / medians["node-llama-cpp"][kind] for kind in ("prompt", "generation")}
    print(f"{'ratio':17}{ratio['prompt']:14.2f}{ratio['generation']:18.2f}")


if __name__ == "__main__":
    main()
