"""Random PDFs with all that pages carry, and a plan of what to select and merge.

usage: assembly.py FOLDER [COUNT]
"""
import io
import random
import sys
from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

WORDS = "river stone market lamp winter paper harbour orange signal garden copper window bridge letter engine valley".split()
FONTS = ["Helvetica", "Times-Roman", "Courier", "Helvetica-Bold"]


def drawn(rng):
    data = io.BytesIO()
    sheet = canvas.Canvas(data)
    for number in range(rng.randint(1, 8)):
        size = rng.choice([(595, 842), (842, 595), (612, 792), (300, 500)])
        sheet.setPageSize(size)
        for _ in range(rng.randint(2, 14)):
            sheet.setFont(rng.choice(FONTS), rng.choice([8, 11, 18]))
            sheet.setFillColorRGB(rng.random() * .6, rng.random() * .6, rng.random() * .6)
            sheet.drawString(rng.uniform(20, 150), rng.uniform(30, size[1] - 30), " ".join(rng.choices(WORDS, k=rng.randint(1, 6))) + f" {number}")
        if rng.random() < .5:
            picture = Image.frombytes("RGB", (24, 16), rng.randbytes(24 * 16 * 3))
            sheet.drawImage(ImageReader(picture), rng.uniform(0, 200), rng.uniform(0, 300), 90, 60)
        if rng.random() < .4:
            sheet.acroForm.textfield(name=f"f{number}", x=40, y=40, width=160, height=20, value=rng.choice(WORDS))
            sheet.acroForm.checkbox(name=f"c{number}", x=220, y=40, checked=rng.random() < .5)
        if rng.random() < .4:
            sheet.linkURL("https://example.com/", (10, 10, 60, 30), thickness=1)
        if rng.random() < .5:
            sheet.bookmarkPage(f"b{number}")
            sheet.addOutlineEntry(f"Page {number}", f"b{number}")
        if rng.random() < .3:
            sheet.saveState(); sheet.rotate(rng.uniform(-20, 20)); sheet.setFillAlpha(.4); sheet.rect(100, 100, 120, 80, fill=1); sheet.restoreState()
        sheet.showPage()
    sheet.save()
    return data.getvalue()


def dressed(rng, plain):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
    for page in writer.pages:
        if rng.random() < .3:
            page.rotate(rng.choice([90, 180, 270]))
        if rng.random() < .2:
            page.cropbox.lower_left = (20, 20)
    if rng.random() < .3:
        writer.add_attachment("note.txt", b"attached")
    if rng.random() < .25:
        writer.encrypt(user_password="", owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def main():
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100
    folder.mkdir(parents=True, exist_ok=True)
    sources = {}
    for number in range(count):
        rng = random.Random(number)
        name = f"source-{number:03d}.pdf"
        (folder / name).write_bytes(dressed(rng, drawn(rng)))
        sources[name] = len(PdfReader(str(folder / name)).pages)
    rng = random.Random("plan")
    lines = []
    for number in range(count):
        chosen = rng.sample(sorted(sources), 1 if number % 2 else rng.randint(2, 4))
        parts = [f"{name}:{','.join(str(rng.randint(1, sources[name])) for _ in range(rng.randint(1, 2 * sources[name])))}" for name in chosen]
        lines.append(f"made-{number:03d}.pdf {' '.join(parts)}")
    (folder / "plan.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
