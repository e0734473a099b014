"""Piles of documents put on top of each other, with the truth beside them: where each begins and what it is.

usage: piles.py FOLDER [COUNT]      piles of each half; every eighth also as a scan
"""
import io
import json
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "extraction"))
import cv2
import pypdf

import documents as sheets
import forms
import invoices
import receipts
import statements
from content import Content
from pile_documents import TEMPLATES as WRITTEN

HALVES = {"development": "TEMPLATES", "held-out": "HELD_OUT"}
DRAWN = {"invoice": invoices, "receipt": receipts, "bank statement": statements, "form": forms}
ONE_LONG, BLANK_BETWEEN, ALL_ALIKE = 0.12, 0.15, 0.2


def templates(half):
    """Name of the kind to its templates, each a function of random source and path."""
    found = {kind: list(getattr(module, HALVES[half]).values()) for kind, module in DRAWN.items()}
    for kind, by_half in WRITTEN.items():
        found.setdefault(kind, []).extend(by_half[half])
    return found


def drawn(template, seed, path):
    template(random.Random(seed), path)
    return pypdf.PdfReader(str(path)).pages


def pile(half, number, folder, work):
    rng = random.Random(f"{half}-{number}")
    known = templates(half)
    kinds = sorted(known)
    one_long = rng.random() < ONE_LONG
    count = 1 if one_long else rng.randint(2, 7)
    alike = rng.random() < ALL_ALIKE
    separated = not one_long and rng.random() < BLANK_BETWEEN
    chosen = rng.choice(["contract", "report", "manual", "article"]) if one_long else rng.choice(kinds)
    writer, truth = pypdf.PdfWriter(), []
    for index in range(count):
        kind = chosen if one_long or alike or (index and rng.random() < 0.2) else rng.choice(kinds)
        chosen = kind
        template = known[kind][0] if alike else rng.choice(known[kind])
        pages = drawn(template, rng.random(), work / "part.pdf")
        first = len(writer.pages) + 1
        for page in pages:
            writer.add_page(page)
        truth.append({"first": first, "last": len(writer.pages), "kind": kind, "template": template.__name__})
        if separated and index + 1 < count:
            writer.add_blank_page(float(pages[-1].mediabox.width), float(pages[-1].mediabox.height))
            truth[-1]["last"] += 1
    name = f"{half}-{number:03d}"
    writer.write(str(folder / f"{name}.pdf"))
    (folder / f"{name}.json").write_text(json.dumps({"half": half, "separated": separated, "pages": len(writer.pages), "documents": truth}))
    if number % 8 == 0 and len(writer.pages) <= 16:
        scan(folder / f"{name}.pdf", folder / f"{name}.scan.pdf", rng)
        (folder / f"{name}.scan.json").write_text((folder / f"{name}.json").read_text())


def scan(pdf, target, rng):
    pages = []
    for index, page in enumerate(pypdf.PdfReader(str(pdf)).pages):
        size = (float(page.mediabox.width), float(page.mediabox.height))
        picture, _, _, quality = sheets.scanned(sheets.rendered(pdf, index, 150 if size[0] > 400 else 220), rng)
        coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        pages.append((size, io.BytesIO(coded.tobytes())))
    sheets.write_scan(target, pages)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for half in HALVES:
            for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 60):
                pile(half, number, folder, Path(work))


if __name__ == "__main__":
    main()
