"""A PDF page that remembers where each value was written, in points from the top left."""
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

for name, file in {"Vera": "Vera.ttf", "VeraBold": "VeraBd.ttf"}.items():
    pdfmetrics.registerFont(TTFont(name, file))

FAMILIES = {
    "helvetica": ("Helvetica", "Helvetica-Bold"),
    "times": ("Times-Roman", "Times-Bold"),
    "courier": ("Courier", "Courier-Bold"),
    "vera": ("Vera", "VeraBold"),
}
ASCENT, DESCENT = 0.74, 0.21


class Sheet:
    def __init__(self, path, family, size=(A4[0], A4[1])):
        self.width, self.height = size
        self.canvas = canvas.Canvas(str(path), pagesize=size)
        self.regular, self.bold = FAMILIES[family]
        self.page = 0
        self.sizes = [size]
        self.values = {}

    def text(self, x, y, text, size=10, bold=False, align="left", field=None, value=None, gray=0.0):
        """Writes on the baseline y below the top; with a field, what was written is its value."""
        font = self.bold if bold else self.regular
        width = pdfmetrics.stringWidth(text, font, size)
        left = x - width if align == "right" else x - width / 2 if align == "center" else x
        self.canvas.setFillGray(gray)
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, self.height - y, text)
        self.canvas.setFillGray(0)
        if field:
            box = [left, y - ASCENT * size, width, (ASCENT + DESCENT) * size]
            known = self.values.get(field)
            if known:
                known["box"] = union(known["box"], box)
            else:
                self.values[field] = {"value": text if value is None else value, "page": self.page, "box": box}
        return left + width

    def labelled(self, x, y, label, text, field, value=None, gap=5, size=10, bold=True):
        """Label and value one behind the other; gives the right edge."""
        end = self.text(x, y, label, size, bold)
        return self.text(end + gap, y, text, size, field=field, value=value)

    def line(self, x1, y1, x2, y2, width=0.6):
        self.canvas.setLineWidth(width)
        self.canvas.line(x1, self.height - y1, x2, self.height - y2)

    def box(self, x, y, width, height, fill=None):
        if fill is not None:
            self.canvas.setFillGray(fill)
        self.canvas.rect(x, self.height - y - height, width, height, stroke=1 if fill is None else 0, fill=0 if fill is None else 1)
        self.canvas.setFillGray(0)

    def check(self, x, y, checked, field):
        """A square of 9 points whose foot stands at y; a cross in it when it is checked."""
        self.canvas.rect(x, self.height - y, 9, 9)
        if checked:
            self.line(x + 1.5, y - 1.5, x + 7.5, y - 7.5, 1.2)
            self.line(x + 1.5, y - 7.5, x + 7.5, y - 1.5, 1.2)
        self.values[field] = {"value": checked, "page": self.page, "box": [x, y - 9, 9, 9]}

    def next_page(self):
        self.canvas.showPage()
        self.page += 1
        self.sizes.append((self.width, self.height))

    def save(self):
        self.canvas.save()


def union(a, b):
    x, y = min(a[0], b[0]), min(a[1], b[1])
    return [x, y, max(a[0] + a[2], b[0] + b[2]) - x, max(a[1] + a[3], b[1] + b[3]) - y]
