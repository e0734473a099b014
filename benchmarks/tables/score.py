"""Cell-exact F1 of read tables against the truth.

usage: score.py FOLDER HALF RESULT.jsonl...      HALF: develop, measure or all; -v as last argument lists the files

A cell is right when its row, column, row span, column span and text (white space evened out) are those of the truth.
Rows and columns count from where the two tables agree best, so that a line read too much above a table costs its own
cells and not all others. Empty cells do not count. Tables of a file are matched so that most cells agree; what is read beyond them is wrong.
The peers give one table a page; theirs are also joined where columns agree, a repeated header dropped, and the better
of both scores counts. Rigel's count as they are.
"""

import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path


def plain(text):
    return " ".join(unicodedata.normalize("NFKC", text).split())


def cells(table):
    return {(r, c, down, across, plain(text)) for r, c, down, across, text in table["cells"] if plain(text)}


def joined(tables):
    result = []
    for table in tables:
        table = {"page": table.get("page", 0), "cells": [list(c) for c in table["cells"]]}
        last = result[-1] if result else None
        width = max([c[1] + c[3] for c in table["cells"]] + [0])
        if last and table["page"] == last["page"] + 1 and width == max([c[1] + c[3] for c in last["cells"]] + [0]):
            def head(t):
                return sorted((c[1], plain(c[4])) for c in t["cells"] if c[0] == 0)
            new = table["cells"]
            if head(table) == head(last):
                new = [[c[0] - 1] + c[1:] for c in new if c[0] > 0]
            below = max([c[0] + c[2] for c in last["cells"]] + [0])
            last["cells"] += [[c[0] + below] + c[1:] for c in new]
            last["page"] = table["page"]
        else:
            result.append(table)
    return result


def right_cells(wanted, got):
    by_text = {}
    for r, c, down, across, text in got:
        by_text.setdefault((down, across, text), []).append((r, c))
    shifts = Counter()
    for r, c, down, across, text in wanted:
        for row, column in by_text.get((down, across, text), []):
            shifts[row - r, column - c] += 1
    return max(shifts.values(), default=0)


def agreement(truth, found):
    """Right cells, cells of the truth, cells found."""
    wanted, got = [cells(t) for t in truth], [cells(t) for t in found]
    pairs = sorted(((right_cells(w, g), i, k) for i, w in enumerate(wanted) for k, g in enumerate(got)), reverse=True)
    right, used_w, used_g = 0, set(), set()
    for count, i, k in pairs:
        if i not in used_w and k not in used_g:
            right += count
            used_w.add(i)
            used_g.add(k)
    return right, sum(map(len, wanted)), sum(map(len, got))


def f1(right, wanted, got):
    return 2 * right / (wanted + got) if wanted + got else 1.0


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    folder, half, results = Path(arguments[0]), arguments[1], arguments[2:]
    truth = [json.loads(line) for line in open(folder / "truth.jsonl", encoding="utf-8")]
    truth = [t for t in truth if half in ("all", t["half"])]
    kinds = list(dict.fromkeys(t["kind"] for t in truth))
    heads = ["ruled", "unruled"] + kinds
    print("| reader | " + " | ".join(heads) + " | s a file |")
    print("|---" * (len(heads) + 2) + "|")
    for result in results:
        put_together = (lambda t: t) if Path(result).stem == "rigel" else joined
        found = {r["file"]: r for r in map(json.loads, open(result, encoding="utf-8"))}
        sums, plain_sums, seconds = {}, {}, 0
        for t in truth:
            record = found.get(t["file"], {"tables": [], "seconds": 0})
            seconds += record["seconds"]
            for total, tables in ((plain_sums, record["tables"]), (sums, put_together(record["tables"]))):
                score = agreement(t["tables"], tables)
                for key in ("ruled" if t["ruled"] else "unruled", t["kind"]):
                    total[key] = [a + b for a, b in zip(total.get(key, [0, 0, 0]), score)]
            best = max(f1(*agreement(t["tables"], x)) for x in (record["tables"], put_together(record["tables"])))
            if "-v" in sys.argv and best < 0.999:
                print(f"  {t['file']}: {best:.3f}", file=sys.stderr)
        row = [max(f1(*sums.get(k, [0, 0, 0])), f1(*plain_sums.get(k, [0, 0, 0]))) for k in heads]
        print(f"| {Path(result).stem} | " + " | ".join(f"{v:.3f}" for v in row) + f" | {seconds / max(1, len(truth)):.3f} |")


if __name__ == "__main__":
    main()
