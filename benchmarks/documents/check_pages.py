"""Compares selected and merged PDFs with their sources: words and pixels by poppler, soundness by qpdf and mutool.

usage: check_pages.py FOLDER
"""
import functools
import io
import subprocess
import sys
from pathlib import Path

import numpy
from PIL import Image


@functools.cache
def words(file, page):
    return subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(file), "-"], capture_output=True, text=True).stdout.split()


@functools.cache
def pixels(file, page):
    drawn = subprocess.run(["pdftoppm", "-f", str(page), "-l", str(page), "-r", "50", str(file)], capture_output=True).stdout
    return numpy.asarray(Image.open(io.BytesIO(drawn)).convert("RGB")).astype(int)


def sound(file):
    qpdf = subprocess.run(["qpdf", "--check", str(file)], capture_output=True).returncode == 0
    mutool = subprocess.run(["mutool", "info", str(file)], capture_output=True, text=True)
    return qpdf, mutool.returncode == 0 and "error" not in mutool.stderr


def main():
    folder = Path(sys.argv[1])
    pages = same_words = same_pixels = files = by_qpdf = by_mutool = 0
    for line in (folder / "plan.txt").read_text().splitlines():
        name, *sources = line.split(" ")
        made = folder / name
        files += 1
        qpdf, mutool = sound(made)
        by_qpdf += qpdf
        by_mutool += mutool
        page = 0
        for source in sources:
            file, chosen = source.split(":")
            for number in map(int, chosen.split(",")):
                page += 1
                pages += 1
                equal = words(made, page) == words(folder / file, number)
                a, b = pixels(made, page), pixels(folder / file, number)
                alike = a.shape == b.shape and numpy.abs(a - b).max() <= 8
                same_words += equal
                same_pixels += alike
                if not (equal and alike):
                    print(f"{name} page {page} from {file} {number}: words {equal}, pixels {alike}", file=sys.stderr)
    print("| documents | sound by qpdf | sound by mutool | pages | same words | same pixels |\n|---|---|---|---|---|---|")
    print(f"| {files} | {by_qpdf} | {by_mutool} | {pages} | {same_words} | {same_pixels} |")


if __name__ == "__main__":
    main()
