"""Draws the documents as PDF, scan and photo, with the truth beside them.

usage: documents.py FOLDER [DEVELOPMENT_COUNT [HELD_OUT_COUNT]]      documents of each template
"""
import json
import random
import sys
from pathlib import Path

import cv2
import numpy
import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

import forms
import invoices
import receipts
import statements

STRING, NUMBER, DATE = {"type": "string"}, {"type": "number"}, {"type": "string", "format": "date"}


def properties(fields):
    result = {}
    for field in fields:
        head, _, tail = field.partition(".")
        if tail:
            result.setdefault(head, {"type": "object", "properties": {}})["properties"][tail] = leaf(tail)
        else:
            result[head] = leaf(head)
    return result


def leaf(name):
    if name in ("newsletter", "terms_accepted"):
        return {"type": "boolean"}
    if "date" in name or name.startswith("period_"):
        return DATE
    amounts = ("subtotal", "discount", "shipping", "total", "amount", "balance", "unit_price", "quantity")
    return NUMBER if name in amounts or name.startswith("total_") or name.endswith("_balance") else STRING


def schema(fields, items):
    result = {"type": "object", "properties": properties(fields)}
    for name, columns in items.items():
        result["properties"][name] = {"type": "array", "items": {"type": "object", "properties": properties(columns)}}
    return result


KINDS = {
    "invoice": (invoices, schema(invoices.FIELDS, {"items": ["description", "quantity", "unit_price", "amount"]})),
    "receipt": (receipts, schema(receipts.FIELDS, {"items": ["description", "quantity", "unit_price", "amount"]})),
    "statement": (statements, schema(statements.FIELDS, {"transactions": ["booking_date", "description", "amount", "balance"]})),
    "form": (forms, schema(forms.FIELDS, {})),
}


def rendered(pdf, page, dpi):
    document = pypdfium2.PdfDocument(str(pdf))
    pixels = document[page].render(scale=dpi / 72).to_numpy()[:, :, :3].copy()
    document.close()
    return pixels


def warped(pixels, matrix, size, border):
    return cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=border)


def placed(box, scale, matrix, size):
    """The box in points as a share of the picture that the matrix makes."""
    x, y, w, h = [v * scale for v in box]
    corners = numpy.array([[[x, y], [x + w, y], [x + w, y + h], [x, y + h]]], dtype=numpy.float64)
    moved = cv2.perspectiveTransform(corners, matrix)[0]
    left, top = moved.min(axis=0)
    right, bottom = moved.max(axis=0)
    return [left / size[0], top / size[1], (right - left) / size[0], (bottom - top) / size[1]]


def scanned(pixels, rng):
    """Skew up to 1.5 degrees, faded ink, blur, noise, JPEG."""
    height, width = pixels.shape[:2]
    matrix = numpy.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-1.5, 1.5), 1), [0, 0, 1]])
    page = warped(pixels, matrix, (width, height), (255, 255, 255)).astype(numpy.float32)
    page = 255 - (255 - page) * rng.uniform(0.72, 1)
    page = cv2.GaussianBlur(page, (0, 0), rng.uniform(0.4, 0.9))
    page += numpy.random.default_rng(rng.randrange(1 << 30)).normal(0, rng.uniform(2, 9), page.shape[:2])[:, :, None]
    return numpy.clip(page, 0, 255).astype(numpy.uint8), matrix, (width, height), rng.randint(45, 80)


def photographed(pixels, rng):
    """The sheet on a table, seen at an angle, with a shadow over it."""
    height, width = pixels.shape[:2]
    margin = 0.08
    size = (int(width * (1 + 2 * margin)), int(height * (1 + 2 * margin)))
    slack = 0.045
    corners = numpy.float32([[0, 0], [width, 0], [width, height], [0, height]])
    seen = numpy.float32([[x + margin * width + rng.uniform(-slack, slack) * width, y + margin * height + rng.uniform(-slack, slack) * height] for x, y in corners])
    matrix = cv2.getPerspectiveTransform(corners, seen)
    noise = numpy.random.default_rng(rng.randrange(1 << 30))
    tone = [rng.uniform(40, 120) for _ in range(3)]
    grain = cv2.resize(noise.normal(0, 14, (size[1] // 24 + 1, size[0] // 6 + 1)).astype(numpy.float32), size)
    table = numpy.stack([grain + t for t in tone], axis=2)
    page = warped(pixels, matrix, size, (0, 0, 0)).astype(numpy.float32)
    mask = warped(numpy.full((height, width), 255, numpy.uint8), matrix, size, 0).astype(numpy.float32)[:, :, None] / 255
    picture = page * mask + table * (1 - mask)
    xs, ys = numpy.meshgrid(numpy.linspace(0, 1, size[0]), numpy.linspace(0, 1, size[1]))
    angle = rng.uniform(0, 6.28)
    edge = (xs - 0.5) * numpy.cos(angle) + (ys - 0.5) * numpy.sin(angle) - rng.uniform(-0.2, 0.2)
    shadow = 1 - rng.uniform(0.15, 0.45) / (1 + numpy.exp(-edge * 40))
    picture = picture * shadow[:, :, None] * numpy.array([rng.uniform(0.92, 1), rng.uniform(0.95, 1), rng.uniform(0.9, 1)])
    picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.5, 0.9)) + noise.normal(0, rng.uniform(2, 6), picture.shape)
    return numpy.clip(picture, 0, 255).astype(numpy.uint8), matrix, size, rng.randint(60, 85)


def write_scan(path, pages):
    sheet = canvas.Canvas(str(path))
    for (width, height), jpeg in pages:
        sheet.setPageSize((width, height))
        sheet.drawImage(ImageReader(jpeg), 0, 0, width, height)
        sheet.showPage()
    sheet.save()


def draw(folder, kind, name, template, half, number):
    fields = KINDS[kind][0].FIELDS
    identity = f"{kind}-{name}-{number}"
    seed = sum(ord(c) * 31 ** (i % 7) for i, c in enumerate(identity))
    pdf = folder / f"{identity}.pdf"
    sheet = template(random.Random(seed), pdf)
    rng = random.Random(seed + 1)
    dpi = 150 if sheet.width > 400 else 220
    values = {path: dict(value) for path, value in sheet.values.items()}
    for field in fields:
        values.setdefault(field, {"value": None, "box": None, "page": None})
    for value in values.values():
        box = value.pop("box")
        value["boxes"] = {}
        if box:
            width, height = sheet.sizes[value["page"]]
            value["boxes"]["pdf"] = [box[0] / width, box[1] / height, box[2] / width, box[3] / height]
        value["points"] = box
    scans = []
    for page in range(len(sheet.sizes)):
        pixels = rendered(pdf, page, dpi)
        picture, matrix, size, quality = scanned(pixels, rng)
        jpeg = folder / f"{identity}.{page}.scan.jpg"
        cv2.imwrite(str(jpeg), picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        scans.append((sheet.sizes[page], str(jpeg)))
        place(values, page, "scan", dpi, matrix, size)
    write_scan(folder / f"{identity}.scan.pdf", scans)
    for _, jpeg in scans:
        Path(jpeg).unlink()
    if len(sheet.sizes) == 1:
        picture, matrix, size, quality = photographed(rendered(pdf, 0, dpi), rng)
        cv2.imwrite(str(folder / f"{identity}.photo.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        place(values, 0, "photo", dpi, matrix, size)
    for value in values.values():
        value.pop("points")
    truth = {"id": identity, "kind": kind, "template": name, "half": half, "pages": len(sheet.sizes), "schema": KINDS[kind][1], "values": values}
    (folder / f"{identity}.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False))


def place(values, page, medium, dpi, matrix, size):
    for value in values.values():
        if value["points"] and value["page"] == page:
            value["boxes"][medium] = placed(value["points"], dpi / 72, matrix, size)


def main():
    folder = Path(sys.argv[1])
    counts = {"development": int(sys.argv[2]) if len(sys.argv) > 2 else 4, "held-out": int(sys.argv[3]) if len(sys.argv) > 3 else 4}
    folder.mkdir(parents=True, exist_ok=True)
    for kind, (module, _) in KINDS.items():
        for half, templates in (("development", module.TEMPLATES), ("held-out", module.HELD_OUT)):
            for name, template in templates.items():
                for number in range(counts[half]):
                    draw(folder, kind, name, template, half, number)


if __name__ == "__main__":
    main()
