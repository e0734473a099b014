"""Compares found objects with the truth, for the whole picture alone and with its tiles.

usage: score.py FOLDER FOUND.jsonl

A thing counts as found when a box of its label covers it with an intersection over union of at least .5; every other box of the
three labels is wrong. Other labels (the coffee's spoon, for instance) are left out: nobody marked them.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median


def overlap(a, b):
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    shared = max(0, w) * max(0, h)
    area = lambda c: (c[2] - c[0]) * (c[3] - c[1])
    return shared / (area(a) + area(b) - shared)


def main():
    folder, found = Path(sys.argv[1]), Path(sys.argv[2])
    truth = {t["file"]: t for t in map(json.loads, open(folder / "truth.jsonl", encoding="utf-8"))}
    rows, seconds = defaultdict(Counter), defaultdict(list)
    for line in map(json.loads, open(found, encoding="utf-8")):
        row, things = rows[line["way"]], truth[line["file"]]["things"]
        left = [f for f in line["found"] if f["label"] in ("cat", "cup", "person")]
        for thing in things:
            row["things"] += 1
            match = next((f for f in left if f["label"] == thing["label"] and overlap(f["box"], thing["box"]) >= 0.5), None)
            if match:
                left.remove(match)
                row["found"] += 1
        row["wrong"] += len(left)
        seconds[line["way"]].append(line["seconds"])
    print("| | things | found | recall | wrong | precision | median ms |\n|---|---|---|---|---|---|---|")
    for way, row in rows.items():
        precision = row["found"] / max(1, row["found"] + row["wrong"])
        print(f"| {way} | {row['things']} | {row['found']} | {row['found'] / row['things']:.2f} | {row['wrong']} |"
              f" {precision:.2f} | {1000 * median(seconds[way]):.0f} |")


if __name__ == "__main__":
    main()
