"""Compares the parts of pages that were found with those that were drawn.

usage: score.py FOLDER HALF FOUND.jsonl

Each line of FOUND: {"file", "seconds" a page, "parts": [[category, page from 1, x, y, width, height], ...]}; NAME.pdf and
NAME.scan.pdf are told apart. A part is found when one of its category overlaps it by at least half (intersection over
union); each counts once. What lies by more than half in a neutral part counts neither way. A letterhead is called a table
when tables cover more than a quarter of it.
"""

import json
import statistics
import sys
from collections import defaultdict
from pathlib import Path


def shared(a, b):
    wide = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    high = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return wide * high if wide > 0 and high > 0 else 0


def overlap(a, b):
    both = shared(a, b)
    return both / (a[2] * a[3] + b[2] * b[3] - both) if both else 0


def main(folder, half, found_file):
    found, seconds = {}, defaultdict(list)
    for line in open(found_file):
        record = json.loads(line)
        found[record["file"]] = record["parts"]
        seconds["scan" if ".scan." in record["file"] else "pdf"].append(record["seconds"])
    counts = {form: defaultdict(lambda: [0, 0, 0]) for form in ("pdf", "scan")}
    heads, pages = {"pdf": [0, 0], "scan": [0, 0]}, {"pdf": 0, "scan": 0}
    for line in open(Path(folder) / "truth.jsonl"):
        truth = json.loads(line)
        if truth["half"] != half:
            continue
        for form, key in (("pdf", "pages"), ("scan", "scanned")):
            name = truth["file"] if form == "pdf" else truth["file"].replace(".pdf", ".scan.pdf")
            if name not in found:
                continue
            for number, parts in enumerate(truth[key], 1):
                pages[form] += 1
                score(parts, [(p[0], p[2:]) for p in found[name] if p[1] == number], counts[form], heads[form])
    print(f"{half}: " + ", ".join(f"{form} {pages[form]} pages" for form in pages))
    print(f"{'':16}" + "".join(f"{form + ' F1':>9}{'prec':>6}{'rec':>6}{'of':>6}" for form in counts))
    sums = {form: [] for form in counts}
    for category in sorted(set(counts["pdf"]) | set(counts["scan"])):
        line = f"{category:16}"
        for form in counts:
            right, wrong, missed = counts[form][category]
            precision = right / (right + wrong) if right + wrong else 0
            recall = right / (right + missed) if right + missed else 0
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
            if right + missed:
                sums[form].append(f1)
            line += f"{f1:9.3f}{precision:6.2f}{recall:6.2f}{right + missed:6d}"
        print(line)
    print(f"{'mean of F1':16}" + "".join(f"{sum(s) / len(s) if s else 0:9.3f}{'':18}" for s in sums.values()))
    print(f"{'letterheads':16}" + "".join(f"{h[0]:9d} of {h[1]} called tables" for h in heads.values()))
    for form, times in sorted(seconds.items()):
        print(f"{form}: {1000 * statistics.median(times):.0f} ms of processor time a page, the median of documents, both halves")


def score(parts, seen, counts, heads):
    neutral = [part for part in parts if part["neutral"]]
    for part in neutral:
        if part["category"] == "letterhead":
            box = part["box"]
            heads[1] += 1
            heads[0] += sum(shared(box, other) for category, other in seen if category == "table") > 0.25 * box[2] * box[3]
    used = set()
    for part in parts:
        if part["neutral"]:
            continue
        best, most = None, 0.5
        for i, (category, box) in enumerate(seen):
            if i not in used and category == part["category"] and overlap(part["box"], box) >= most:
                best, most = i, overlap(part["box"], box)
        if best is None:
            counts[part["category"]][2] += 1
        else:
            used.add(best)
            counts[part["category"]][0] += 1
    for i, (category, box) in enumerate(seen):
        if i not in used and not any(shared(box, part["box"]) > 0.5 * box[2] * box[3] for part in neutral):
            counts[category][1] += 1


if __name__ == "__main__":
    main(*sys.argv[1:4])
