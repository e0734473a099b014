"""Reads the pictures of the bar code benchmark with the peers, and compares all readers with the truth.

usage: score.py FOLDER RIGEL.jsonl      RIGEL.jsonl: what Rigel read, one JSON line a picture {file, seconds, codes: [{kind, text}]}

A code counts as read when its text is right (whatever kind is named); everything else a reader says is wrong. A code that is read
twice at different places is wrong once. Texts are compared as printed: check digits and Codabar's frame letters included, a leading
zero of UPC-A (which is EAN-13 in other words) not.
"""

import json
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as xml
from collections import Counter, defaultdict
from pathlib import Path

import cv2
import zxingcpp


def zxing_cpp(file):
    return [code.text for code in zxingcpp.read_barcodes(cv2.imread(str(file)))]


def zbarimg(file):
    run = subprocess.run(["zbarimg", "--quiet", "--xml", str(file)], capture_output=True, text=True, timeout=120, check=False)
    if not run.stdout.strip():
        return []
    tree = xml.fromstring(re.sub(r"xmlns=(['\"]).*?\1", "", run.stdout))
    return [data.text or "" for data in tree.iter("data")]


def plain(text):
    return text[1:] if len(text) == 13 and text.startswith("0") and text.isdigit() else text


def main():
    folder, rigel = Path(sys.argv[1]), Path(sys.argv[2])
    truth = [json.loads(line) for line in open(folder / "truth.jsonl", encoding="utf-8")]
    ours = {}
    for line in open(rigel, encoding="utf-8"):
        seen = json.loads(line)
        ours[seen["file"]] = ([code["text"] for code in seen["codes"]], seen["seconds"])
    readers = {"Rigel": lambda f: ours[f.name][0]}
    if "--alone" not in sys.argv:
        readers |= {"zxing-cpp": zxing_cpp, "zbarimg": zbarimg}
    table = defaultdict(Counter)
    for name, read in readers.items():
        for picture in truth:
            started = time.perf_counter()
            texts = Counter(plain(text) for text in read(folder / picture["file"]))
            seconds = ours[picture["file"]][1] if name == "Rigel" else time.perf_counter() - started
            expected = Counter(plain(code["text"]) for code in picture["codes"])
            right = texts & expected
            table[name]["right"] += right.total()
            table[name]["wrong"] += (texts - right).total()
            table[name]["seconds"] += seconds
            for code in picture["codes"]:
                hit = plain(code["text"]) in texts
                for column in (code["kind"], picture["condition"]):
                    table[name, column]["right"] += hit
                    table[name, column]["all"] += 1
            if name == "Rigel" and right != expected and "--misses" in sys.argv:
                print("missed", picture["file"], "said", list(texts))
            elif name == "Rigel" and texts != expected and "--misses" in sys.argv:
                print("wrong", picture["file"], list((texts - right)))
    total = sum(len(picture["codes"]) for picture in truth)
    print(f"{len(truth)} pictures, {total} codes")
    print("| reader | read | % | wrong | s a picture |\n|---|---|---|---|---|")
    for name in readers:
        row = table[name]
        share = 100 * row["right"] / total
        print(f"| {name} | {row['right']} | {share:.1f} | {row['wrong']} | {row['seconds'] / len(truth):.3f} |")
    columns = list(dict.fromkeys(key[1] for key in table if isinstance(key, tuple)))
    print("\n| of these | " + " | ".join(readers) + " |\n|---|" + "---|" * len(readers))
    for column in columns:
        cells = [f"{table[name, column]['right']} / {table[name, column]['all']}" for name in readers]
        print(f"| {column} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
