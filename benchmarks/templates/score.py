"""Compares what was found with where the templates lie.

usage: score.py FOLDER FOUND.jsonl      FOUND.jsonl: one JSON line a picture {file, seconds, hits: [{corners, box, angle, confidence}]}

A copy counts as found when a hit's corners cover it with an intersection over union of at least .5 and its angle is within 5
degrees; a hit that is no copy is invented.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import cv2
import numpy as np

LEAST_OVERLAP = 0.5
MOST_DEGREES = 5


def overlap(a, b):
    a, b = np.float32(a), np.float32(b)
    shared, _ = cv2.intersectConvexConvex(a, b)
    return shared / (cv2.contourArea(a) + cv2.contourArea(b) - shared)


def turn(a, b):
    return abs((a - b + 180) % 360 - 180)


def main():
    folder, found = Path(sys.argv[1]), Path(sys.argv[2])
    hits = {seen["file"]: seen for seen in map(json.loads, open(found, encoding="utf-8"))}
    table = defaultdict(Counter)
    overlaps, turns, seconds, right_scores, wrong_scores = [], [], [], [], []
    for picture in map(json.loads, open(folder / "truth.jsonl", encoding="utf-8")):
        seen = hits[picture["file"]]
        left = list(seen["hits"])
        row = table[picture["condition"]]
        for copy in picture["copies"]:
            row["copies"] += 1
            match = max(left, key=lambda hit: overlap(copy["corners"], hit["corners"]), default=None)
            if match and overlap(copy["corners"], match["corners"]) >= LEAST_OVERLAP and turn(copy["angle"], match["angle"]) <= MOST_DEGREES:
                left.remove(match)
                row["found"] += 1
                right_scores.append(match["confidence"])
                overlaps.append(overlap(copy["corners"], match["corners"]))
                turns.append(turn(copy["angle"], match["angle"]))
            elif "--misses" in sys.argv:
                print("missed", picture["file"], picture["kind"], round(copy["angle"], 1), round(copy["scale"], 2), match)
        row["invented"] += len(left)
        wrong_scores += [hit["confidence"] for hit in left]
        if left and "--misses" in sys.argv:
            print("invented", picture["file"], picture["kind"], left)
        row["pictures"] += 1
        seconds.append(seen["seconds"])
    print("| condition | pictures | copies | found | invented |\n|---|---|---|---|---|")
    total = Counter()
    for condition, row in table.items():
        total.update(row)
        print(f"| {condition} | {row['pictures']} | {row['copies']} | {row['found']} | {row['invented']} |")
    print(f"| all | {total['pictures']} | {total['copies']} | {total['found']} | {total['invented']} |")
    print(f"\noverlap of the found: mean {np.mean(overlaps):.3f}, least {min(overlaps):.3f};"
          f" angle off by {np.mean(turns):.2f} degrees on average, at most {max(turns):.2f}")
    print(f"confidence of the right: mean {np.mean(right_scores):.3f}, least {min(right_scores):.3f}"
          + (f"; of the invented: most {max(wrong_scores):.3f}" if wrong_scores else ""))
    print(f"seconds a picture: median {np.median(seconds):.2f}, most {max(seconds):.2f}")


if __name__ == "__main__":
    main()
