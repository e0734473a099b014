"""Peak resident memory of a process that reads one page of 35 megapixels, the largest that common scanners make (A4 at 600 dots an inch).

usage: memory.py PAGES THREADS -- COMMAND...        through PROGRAM=memory benchmarks/ocr/run.sh

The page is the first clean one of PAGES, enlarged. COMMAND starts Rigel's side (TextReadingBenchmark); its heap is cut to what
a picture of that size needs. Linux only: reads VmHWM of /proc.
"""

import argparse
import re
import tempfile
from pathlib import Path

from PIL import Image

from compare import Rigel, Score, truth_of

SIDES = (4961, 7016)
HEAP = "-Xmx448m"


def peak_megabytes(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=Path)
    parser.add_argument("threads", type=int)
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    page = min(arguments.pages.glob("*clean*.jpg"))
    command = [HEAP if part.startswith("-Xmx") else part for part in arguments.command]
    with tempfile.NamedTemporaryFile(suffix=".jpg") as large:
        Image.open(page).resize(SIDES, Image.LANCZOS).save(large, "JPEG", quality=85)
        large.flush()
        reader = Rigel(command, arguments.threads)
        words, seconds, processor = reader.read(large.name)
        score = Score()
        score.count([{"text": word["text"]} for word in truth_of(page)], words, seconds, processor)
        print(f"{SIDES[0]} x {SIDES[1]} pixels: word F1 {score.f1():.3f}, {seconds:.2f} s, peak {peak_megabytes(reader.process):.0f} MB")
        reader.process.stdin.close()
        reader.process.wait()


if __name__ == "__main__":
    main()
