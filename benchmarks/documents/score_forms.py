"""Compares the fields that were found with the truth.

usage: score_forms.py FOLDER [-v]
"""
import collections
import json
import re
import sys
from pathlib import Path


def plain(text):
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def overlap(a, b):
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(w, 0) * max(h, 0)


def paired(truth, found, medium):
    """Each field of the truth with the found one of its label whose place meets its own."""
    left = list(found)
    for field in truth:
        box = field["boxes"][medium]
        same = [f for f in left if plain(f["label"]) == plain(field["label"]) and overlap(f["box"], box) > 0]
        best = max(same, key=lambda f: overlap(f["box"], box), default=None)
        if best:
            left.remove(best)
        yield field, best
    for extra in left:
        yield None, extra


def main():
    folder, verbose = Path(sys.argv[1]), "-v" in sys.argv
    counts = collections.defaultdict(collections.Counter)
    for file in sorted(folder.glob("form-*-*.json")):
        if ".pdf." in file.name:
            continue
        truth = json.loads(file.read_text())
        for medium, suffix in (("pdf", ".pdf"), ("scan", ".scan.pdf")):
            source = Path(str(file)[:-5] + suffix + ".found.json")
            if not source.exists():
                continue
            c = counts[truth["half"], medium]
            for field, found in paired(truth["fields"], json.loads(source.read_text()), medium):
                note = None
                if field is None:
                    c["false"] += 1
                    note = f"false {found['kind']} {found['label']!r} {found['value']!r}"
                else:
                    kind = "text" if field["kind"] == "choice" else field["kind"]
                    c["fields"] += 1
                    c["found"] += found is not None
                    if kind != "text":
                        right = found is not None and found["kind"] == kind and found["value"] == field["value"]
                        c[kind] += 1
                        c[kind + " right"] += right
                    else:
                        written = "hand" if field.get("hand") else "print" if field["value"] else "empty"
                        if written == "hand":
                            right = found is not None and found["hand"]
                        else:
                            right = found is not None and not found["hand"] and plain(found["value"]) == plain(field["value"])
                        c[written] += 1
                        c[written + " right"] += right
                    if not right:
                        note = f"{field['kind']} {field['label']!r} {field['value']!r} hand={field.get('hand')}: " + (f"{found['kind']} {found['value']!r} hand={found['hand']}" if found else "not found")
                if note and verbose:
                    print(truth["id"], medium, note)
    names = ["print", "empty", "hand", "checkbox", "radio", "signature"]
    print("| half | medium | fields | found | false | " + " | ".join(names) + " |\n|" + "---|" * (5 + len(names)))
    for (half, medium), c in sorted(counts.items()):
        share = lambda name: f"{c[name + ' right']}/{c[name]}" if c[name] else "-"
        print(f"| {half} | {medium} | {c['fields']} | {c['found']} | {c['false']} | " + " | ".join(share(n) for n in names) + " |")


main()
