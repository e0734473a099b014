"""Reads the tables of all PDFs in a folder with one mode of another library.

usage: peers.py FOLDER MODE OUT        MODE: one of MODES below

One JSON object a line: {"file", "seconds", "tables": [{"page", "cells": [[row, column, row span, column span, text]]}]}.
Spans are taken from what each library knows: camelot's merged cells, pdfplumber's boxes; tabula has none.
"""

import json
import sys
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")


def boxes_to_cells(boxes, text_of):
    """Cells of a grid from their boxes (left, top, right, bottom)."""
    def edges(values):
        merged = []
        for v in sorted(values):
            if not merged or v - merged[-1] > 2:
                merged.append(v)
        return merged

    def at(edge_list, v):
        return min(range(len(edge_list)), key=lambda i: abs(edge_list[i] - v))

    xs = edges([b[0] for b in boxes] + [b[2] for b in boxes])
    ys = edges([b[1] for b in boxes] + [b[3] for b in boxes])
    cells = []
    for box in boxes:
        row, column = at(ys, box[1]), at(xs, box[0])
        cells.append([row, column, max(1, at(ys, box[3]) - row), max(1, at(xs, box[2]) - column), text_of(box)])
    return cells


def camelot(path, flavor):
    import camelot as library
    tables = []
    for table in library.read_pdf(str(path), pages="all", flavor=flavor, suppress_stdout=True):
        cells, used = [], set()
        rows = table.cells
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if (r, c) in used:
                    continue
                across, down = 1, 1
                if flavor == "lattice":
                    while c + across < len(row) and not row[c + across - 1].right and not row[c + across].left:
                        across += 1
                    while r + down < len(rows) and not rows[r + down - 1][c].bottom and not rows[r + down][c].top:
                        down += 1
                area = [(i, k) for i in range(r, r + down) for k in range(c, c + across)]
                used.update(area)
                text = " ".join(rows[i][k].text.strip() for i, k in area if rows[i][k].text.strip())
                cells.append([r, c, down, across, text])
        tables.append({"page": table.page, "cells": cells})
    return tables


def pdfplumber(path, strategy):
    import pdfplumber as library
    tables = []
    settings = {} if strategy == "lines" else {"vertical_strategy": "text", "horizontal_strategy": "text"}
    with library.open(path) as pdf:
        for page in pdf.pages:
            for table in page.find_tables(settings):
                texts = {}
                for row, content in zip(table.rows, table.extract()):
                    for box, text in zip(row.cells, content):
                        if box is not None:
                            texts[box] = text or ""
                tables.append({"page": page.page_number, "cells": boxes_to_cells(list(texts), lambda box: texts[box])})
    return tables


def tabula(path, mode):
    import tabula as library
    tables = []
    for page in range(1, pages(path) + 1):
        found = library.read_pdf(str(path), pages=page, output_format="json", lattice=mode == "lattice", stream=mode == "stream",
                                 guess=True, silent=True)
        for table in found:
            cells = [[r, c, 1, 1, cell.get("text", "")] for r, row in enumerate(table["data"]) for c, cell in enumerate(row)]
            tables.append({"page": page, "cells": cells})
    return tables


def pages(path):
    import pypdfium2
    return len(pypdfium2.PdfDocument(path))


MODES = {
    "camelot-lattice": lambda p: camelot(p, "lattice"),
    "camelot-stream": lambda p: camelot(p, "stream"),
    "camelot-network": lambda p: camelot(p, "network"),
    "camelot-hybrid": lambda p: camelot(p, "hybrid"),
    "pdfplumber-lines": lambda p: pdfplumber(p, "lines"),
    "pdfplumber-text": lambda p: pdfplumber(p, "text"),
    "tabula-lattice": lambda p: tabula(p, "lattice"),
    "tabula-stream": lambda p: tabula(p, "stream"),
}


def main():
    folder, mode, out = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    with open(out, "w", encoding="utf-8") as lines:
        for path in sorted(folder.glob("*.pdf")):
            start = time.perf_counter()
            try:
                tables, failure = MODES[mode](path), None
            except Exception as e:  # a peer that fails on a file has found nothing in it
                tables, failure = [], f"{type(e).__name__}: {e}"[:200]
            record = {"file": path.name, "seconds": round(time.perf_counter() - start, 4), "tables": tables}
            if failure:
                record["failure"] = failure
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
