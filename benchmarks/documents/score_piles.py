"""Compares what was split with the truth, beside two simple ways, and prints a table.

usage: score_piles.py FOLDER [-v]
"""
import json
import sys
from pathlib import Path


def starts(parts):
    return {part["first"] for part in parts if part["first"] > 1}


class Tally:
    def __init__(self):
        self.hit = self.false = self.missed = self.whole = self.documents = self.kinds = self.piles = self.exact = 0

    def add(self, truth, found):
        want, got = starts(truth), starts(found)
        self.hit += len(want & got)
        self.false += len(got - want)
        self.missed += len(want - got)
        spans = {(p["first"], p["last"]): p.get("kind") for p in found}
        right = [p for p in truth if (p["first"], p["last"]) in spans]
        self.whole += len(right)
        self.kinds += sum(spans[p["first"], p["last"]] == p["kind"] for p in right)
        self.documents += len(truth)
        self.piles += 1
        self.exact += want == got

    def row(self):
        precision = self.hit / max(1, self.hit + self.false)
        recall = self.hit / max(1, self.hit + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {self.exact}/{self.piles} | {self.whole}/{self.documents}"


def every_page(truth, pages, blanks):
    return [{"first": n, "last": n} for n in range(1, pages + 1)]


def at_blanks(truth, pages, blanks):
    begins = [1] + [n + 1 for n in blanks if n < pages]
    return [{"first": a, "last": b - 1} for a, b in zip(begins, begins[1:] + [pages + 1])]


def main():
    folder, verbose = Path(sys.argv[1]), "-v" in sys.argv
    tallies = {}
    kinds = {}
    sure = []
    for file in sorted(folder.glob("*.found.json")):
        name = file.name[: -len(".found.json")]
        truth = json.loads((folder / f"{name}.json").read_text())
        found = json.loads(file.read_text())
        medium = "scan" if name.endswith(".scan") else "pdf"
        ways = {"split": found["parts"], "every page": every_page(truth, truth["pages"], found["blank"]), "empty pages": at_blanks(truth, truth["pages"], found["blank"])}
        for way, parts in ways.items():
            tallies.setdefault((truth["half"], medium, way), Tally()).add(truth["documents"], parts)
        right, total = kinds.get((truth["half"], medium), (0, 0))
        for document, kind in zip(truth["documents"], found["kinds"]):
            right, total = right + (kind["label"] == document["kind"]), total + 1
            sure.append((kind["confidence"], kind["label"] == document["kind"]))
            if verbose and kind["label"] != document["kind"]:
                print(f"{name} {document['first']}-{document['last']} {document['template']}: {document['kind']} taken for {kind['label']} ({kind['confidence']:.2f}) {kind['text']}")
        kinds[truth["half"], medium] = (right, total)
        if verbose:
            want, got = starts(truth["documents"]), {p["first"]: p for p in found["parts"]}
            begun = {d["first"]: d for d in truth["documents"]}
            for page in sorted(want - set(got)):
                print(f"{name} missed {page}: {begun[page]['template']}")
            for page in sorted(set(got) - want - {1}):
                inside = next(d for d in truth["documents"] if d["first"] <= page <= d["last"])
                print(f"{name} false {page} in {inside['template']} {inside['first']}-{inside['last']}: {got[page]['why']} ({got[page]['confidence']:.2f})")
    print("| half | medium | way | precision | recall | F1 of beginnings | piles exact | documents whole |\n|---|---|---|---|---|---|---|---|")
    for (half, medium, way), tally in sorted(tallies.items()):
        print(f"| {half} | {medium} | {way} | {tally.row()} |")
    print("\n| half | medium | kinds right |\n|---|---|---|")
    for (half, medium), (right, total) in sorted(kinds.items()):
        print(f"| {half} | {medium} | {right}/{total} ({100 * right / total:.1f} %) |")
    print("\n| confidence of the kind | documents | right |\n|---|---|---|")
    for low, high in [(0, .5), (.5, .7), (.7, .9), (.9, .97), (.97, 1.01)]:
        inside = [right for confidence, right in sure if low <= confidence < high]
        if inside:
            print(f"| {low:.2f} to {min(high, 1):.2f} | {len(inside)} | {100 * sum(inside) / len(inside):.0f} % |")


if __name__ == "__main__":
    main()
