"""Reads the pages of pages.py with Rigel, RapidOCR and tesseract, page by page in turn, and prints tables.

usage: compare.py PAGES THREADS [--only TEXT] [--every N] [--readers rigel,rapidocr,tesseract-3,tesseract-6] -- COMMAND...

COMMAND starts Rigel's side (TextReadingBenchmark). Word F1 compares words as multisets, boxed F1 one to one: equal text and
an intersection over union of at least .5 with the box of the word's ink or that of its line's height, whichever is larger.
Both ignore case. Times begin with the file and end with the words; tesseract's start (a twentieth of a second) is in them.
"""

import argparse
import collections
import json
import os
import resource
import statistics
import subprocess
import time
from pathlib import Path


class Rigel:
    def __init__(self, command, threads):
        self.process = subprocess.Popen(command + [str(threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def read(self, picture):
        self.process.stdin.write(f"{picture}\n")
        self.process.stdin.flush()
        words = []
        for answer in self.process.stdout:
            parts = answer.rstrip("\n").split("\t")
            if parts[0] == "done":
                return words, float(parts[1]), float(parts[2])
            words.append((parts[4], tuple(map(float, parts[:4]))))
        raise SystemExit("Rigel's side ended")


class Rapid:
    def __init__(self, threads):
        from rapidocr import RapidOCR

        self.engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": threads, "Global.log_level": "error"})

    def read(self, picture):
        start, processor = time.perf_counter(), time.process_time()
        result = self.engine(str(picture), return_word_box=True)
        seconds, processor = time.perf_counter() - start, time.process_time() - processor
        words = []
        for line in result.word_results or ():
            for text, _, corners in line:
                xs, ys = [x for x, _ in corners], [y for _, y in corners]
                words.append((text, (min(xs), min(ys), max(xs), max(ys))))
        # What its lines say counts for word F1; their parts only for the boxes.
        return words, seconds, processor, " ".join(result.txts or ()).split()


class Tesseract:
    def __init__(self, mode, threads):
        self.mode = mode
        self.environment = dict(os.environ, OMP_THREAD_LIMIT=str(threads))

    def read(self, picture):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            ["tesseract", str(picture), "-", "-l", "eng", "--psm", self.mode, "tsv"],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8", check=True,
        )
        seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        words = []
        for row in done.stdout.splitlines()[1:]:
            parts = row.split("\t")
            if parts[0] == "5" and parts[11].strip():
                left, top, width, height = map(int, parts[6:10])
                words.append((parts[11].strip(), (left, top, left + width, top + height)))
        return words, seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def overlap(a, b):
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if across <= 0 or down <= 0:
        return 0
    shared = across * down
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def rightly_placed(truth, words):
    left = collections.defaultdict(list)
    for word in truth:
        left[word["text"].lower()].append(word)
    right = 0
    for text, box in words:
        candidates = left[text.lower()]
        best = max(candidates, key=lambda word: max(overlap(box, word["ink"]), overlap(box, word["line"])), default=None)
        if best is not None and max(overlap(box, best["ink"]), overlap(box, best["line"])) >= 0.5:
            candidates.remove(best)
            right += 1
    return right


class Score:
    def __init__(self):
        self.truth = self.read = self.right = self.boxes = self.placed = 0
        self.seconds, self.processor = [], []

    def count(self, truth, words, seconds, processor, plain=None):
        plain = [text for text, _ in words] if plain is None else plain
        counted = collections.Counter(word["text"].lower() for word in truth)
        self.right += sum((counted & collections.Counter(text.lower() for text in plain)).values())
        self.truth += len(truth)
        self.read += len(plain)
        self.boxes += len(words)
        self.placed += rightly_placed(truth, words) if all("ink" in word for word in truth) else 0
        self.seconds.append(seconds)
        self.processor.append(processor)

    def f1(self):
        return 2 * self.right / (self.truth + self.read)

    def boxed(self):
        return 2 * self.placed / (self.truth + self.boxes)


def truth_of(picture):
    """The words of a page, with their places where the set has them."""
    places = picture.with_suffix(".json")
    if places.exists():
        return json.loads(places.read_text())
    return [{"text": word} for word in picture.with_suffix(".txt").read_text(encoding="utf-8").split()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=Path)
    parser.add_argument("threads", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--readers", default="rigel,rapidocr,tesseract-3,tesseract-6")
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    make = {
        "rigel": lambda: Rigel(arguments.command, arguments.threads),
        "rapidocr": lambda: Rapid(arguments.threads),
        "tesseract-3": lambda: Tesseract("3", arguments.threads),
        "tesseract-6": lambda: Tesseract("6", arguments.threads),
    }
    readers = {name: make[name]() for name in arguments.readers.split(",")}
    pictures = sorted(p for p in arguments.pages.glob("*.jpg") if arguments.only in p.name)[:: arguments.every]
    for name in ("rigel", "rapidocr"):
        if name in readers:
            readers[name].read(pictures[0])  # Both are meant to stay: their start does not count.
    scores = collections.defaultdict(Score)
    for picture in pictures:
        *groups, _ = picture.stem.split("-")
        truth = truth_of(picture)
        for name, reader in readers.items():
            result = reader.read(picture.resolve())
            for group in (*groups, "all"):
                scores[group, name].count(truth, *result)
    print(f"{len(pictures)} pages, {arguments.threads} threads\n")
    print("| pages | reader | word F1 | boxed F1 | seconds a page | processor seconds a page |\n|---|---|---|---|---|---|")
    for group in ("clean", "worn", "poor", "develop", "measure", "all"):
        for name in readers:
            if (group, name) in scores:
                s = scores[group, name]
                print(f"| {group} | {name} | {s.f1():.3f} | {s.boxed():.3f} | {statistics.mean(s.seconds):.2f} | {statistics.mean(s.processor):.2f} |")


if __name__ == "__main__":
    main()
