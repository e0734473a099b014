"""Random PDFs that hold a secret in many places: text, hidden text, a picture, metadata, bookmarks, notes, form fields, attachments.

usage: leaks.py FOLDER [COUNT]
"""
import io
import json
import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
WORDS = "the paper was signed in autumn by both parties after a long meeting about roads bridges and water rights near old mill".split()
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"


def token(rng):
    return "".join(rng.choice(LETTERS) for _ in range(rng.randint(7, 11)))


def filler(rng, count):
    return " ".join(rng.choice(WORDS) for _ in range(count))


def page(sheet, rng, number, secret, truth):
    width, height = sheet._pagesize
    font = rng.choice(["Helvetica", "Times-Roman", "Courier", "Vera"])
    for line in range(rng.randint(5, 25)):
        sheet.setFont(font, 10)
        y = height - 60 - 22 * line
        words = filler(rng, rng.randint(3, 9)).split()
        if rng.random() < 0.2:
            words.insert(rng.randint(0, len(words)), secret)
        sheet.drawString(50 + rng.randint(0, 60), y, " ".join(words))
    if rng.random() < 0.4:
        text = sheet.beginText(60, 40)
        text.setTextRenderMode(3)
        text.setFont(font, 10)
        text.textOut("hidden " + secret)
        sheet.drawText(text)
    if rng.random() < 0.4:
        sheet.saveState()
        sheet.translate(width - 40, 120)
        sheet.rotate(90)
        sheet.setFont(font, 11)
        sheet.drawString(0, 0, "margin " + secret)
        sheet.restoreState()
    if rng.random() < 0.35:
        picture = Image.new("RGB", (420, 60), (255, 255, 255))
        ImageDraw.Draw(picture).text((10, 15), "stamp " + secret, fill=(0, 0, 0), font=ImageFont.load_default(26))
        x, y = rng.randint(40, 150), rng.randint(60, 110)
        sheet.drawImage(ImageReader(picture), x, y, 210, 30)
        truth["pictures"].append({"page": number, "box": [x / width, 1 - (y + 30) / height, 210 / width, 30 / height]})
    if rng.random() < 0.3:
        sheet.acroForm.textfield(name=f"field{number}", value=secret, x=60, y=180, width=160, height=18, fontName="Helvetica", fontSize=10)
    if rng.random() < 0.3:
        sheet.bookmarkPage(f"p{number}")
        sheet.addOutlineEntry("About " + secret, f"p{number}")


def write(folder, number):
    rng = random.Random(4200 + number)
    secret, truth = token(rng), {"pictures": []}
    truth["secret"] = secret
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=rng.choice([A4, LETTER, landscape(A4)]))
    for number_of_page in range(1, rng.randint(1, 3) + 1):
        page(sheet, rng, number_of_page, secret, truth)
        sheet.showPage()
    sheet.save()
    writer = PdfWriter(clone_from=PdfReader(buffer))
    writer.add_metadata({"/Title": "File " + secret, "/Author": "Ann", "/Subject": secret, "/Keywords": f"a, {secret}"})
    if rng.random() < 0.5:
        writer.add_attachment("copy.txt", ("A copy of " + secret).encode())
    if rng.random() < 0.5:
        note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Text"), NameObject("/Contents"): TextStringObject("note " + secret)})
        from pypdf.generic import ArrayObject, FloatObject
        note[NameObject("/Rect")] = ArrayObject([FloatObject(v) for v in (100, 100, 120, 120)])
        first = writer.pages[0]
        annotations = first.get("/Annots")
        annotations = annotations.get_object() if annotations else ArrayObject()
        annotations.append(writer._add_object(note))
        first[NameObject("/Annots")] = annotations
    if rng.random() < 0.3:
        writer.pages[0].rotate(rng.choice([90, 180, 270]))
        truth["turned"] = True
    if truth.get("turned"):
        truth["pictures"] = [p for p in truth["pictures"] if p["page"] != 1]
        truth["unseen"] = True
    with open(folder / f"secret-{number}.pdf", "wb") as out:
        writer.write(out)
    (folder / f"secret-{number}.json").write_text(json.dumps(truth))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for n in range(int(sys.argv[2]) if len(sys.argv) > 2 else 500):
        write(target, n)
