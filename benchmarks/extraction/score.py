"""Compares what was found with the truth and prints the tables of docs/benchmarks/extraction.md.

usage: score.py FOLDER [development|held-out] [-v]      -v lists what is wrong

A value counts as right when it is exactly the truth: numbers by value, dates as ISO 8601, truth values, texts letter by letter
(runs of blanks and commas between the lines of an address count as one blank). A value where the document has none is wrong too.
"""
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

MEDIA = {"pdf": ".pdf", "scan": ".scan.pdf", "photo": ".photo.jpg"}


def same(truth, found):
    if isinstance(truth, bool) or isinstance(found, bool):
        return truth is found
    if isinstance(truth, (int, float)):
        return isinstance(found, (int, float)) and abs(truth - found) < 0.005
    plain = lambda text: re.sub(r"[\s,]+", " ", str(text)).strip().lower()
    return plain(truth) == plain(found)


def overlap(a, b):
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    shared = max(0, w) * max(0, h)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared) if shared else 0


def main():
    folder, half, verbose = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "held-out", "-v" in sys.argv
    suffix = next((a[2:] for a in sys.argv if a.startswith("s=")), ".found.json")
    rows, bins, documents, raw = defaultdict(lambda: defaultdict(int)), defaultdict(lambda: [0, 0, 0.0]), set(), []
    for file in sorted(folder.glob("*.json")):
        if not re.search(r"-\d+\.json$", file.name):
            continue
        truth = json.loads(file.read_text())
        if truth["half"] != half:
            continue
        for medium, ending in MEDIA.items():
            found_file = folder / (truth["id"] + ending + suffix)
            if not found_file.exists():
                continue
            documents.add((truth["id"], medium))
            found = json.loads(found_file.read_text())
            for path in sorted(set(truth["values"]) | set(found)):
                expected = truth["values"].get(path, {"value": None, "boxes": {}})
                value = found.get(path, {}).get("value")
                if expected["value"] is None and value is None:
                    continue
                keys = [(medium, "all"), (medium, truth["kind"]), (medium, truth["kind"] + " " + truth["template"])]
                right = expected["value"] is not None and value is not None and same(expected["value"], value)
                for key in keys:
                    row = rows[key]
                    row["leaves"] += 1
                    row["right"] += right
                    row["missing"] += expected["value"] is not None and value is None
                    row["spurious"] += expected["value"] is None
                if value is not None:
                    confidence = found[path]["confidence"]
                    raw.append((confidence, right))
                    b = bins[min(9, int(confidence * 10))]
                    b[0] += 1; b[1] += right; b[2] += confidence
                box = expected["boxes"].get(medium)
                hit = 1
                if right and box:
                    there = found[path].get("box")
                    hit = bool(there) and found[path]["page"] == expected["page"] and overlap(box, there) >= 0.5
                    for key in keys:
                        rows[key]["boxed"] += 1
                        rows[key]["placed"] += hit
                if verbose and (not right or not hit):
                    print(f"{'BOX' if right else '   '} {medium:5} {truth['id']:24} {path:34} {expected['value']!r:32} {value!r}")
    print(f"\n{half}: {len({d for d, _ in documents})} documents\n\n| medium | documents | fields | exact | missing | where there is none | right values with box (IoU >= 0.5) |\n|---|---|---|---|---|---|---|")
    for key in sorted(rows, key=lambda k: (list(MEDIA).index(k[0]), k[1] != "all", k[1])):
        if " " in key[1] and "-t" not in sys.argv:
            continue
        row = rows[key]
        count = len([d for d in documents if d[1] == key[0]]) if key[1] == "all" else ""
        print(f"| {key[0]} {key[1]} | {count} | {row['leaves']} | {100 * row['right'] / row['leaves']:.1f} % | {row['missing']} | {row['spurious']} | {100 * row['placed'] / max(1, row['boxed']):.1f} % |")
    print("\n| confidence | values | mean | right |\n|---|---|---|---|")
    for b in sorted(bins):
        count, right, total = bins[b]
        print(f"| {b / 10:.1f} to {(b + 1) / 10:.1f} | {count} | {total / count:.2f} | {right / count:.2f} |")
    asked, placed = 0, []
    for identity, medium in sorted(documents):
        invented = folder / (identity + MEDIA[medium] + ".invented.json")
        if invented.exists():
            count = json.loads(invented.read_text())
            asked += count["asked"]
            placed += [f"{identity} {medium} {path}: {value}" for path, value in count.get("placed", {}).items()]
    print(f"\n{asked} invented values that stand nowhere, {len(placed)} of them given a place", *placed, sep="\n")
    if "-r" in sys.argv:
        (folder / f"{half}.raw.json").write_text(json.dumps(raw))


main()
