"""Looks for what redaction should have removed, with readers that are not Rigel's: poppler's pdftotext, pypdf, and qpdf's unpacked bytes;
and for pixels under the regions of pictures, rendered by pdfium.

usage: check.py FOLDER
"""
import json
import subprocess
import sys
from pathlib import Path

import pypdfium2
from pypdf import PdfReader


def traces(file, secret):
    found = []
    if secret in subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True).stdout.replace("\n", ""):
        found.append("pdftotext")
    reader = PdfReader(file)
    if any(secret in (page.extract_text() or "") for page in reader.pages):
        found.append("pypdf text")
    if secret in str(reader.metadata) or secret in str(reader.outline) or any(secret in str(v) for v in (reader.get_fields() or {}).values()):
        found.append("pypdf objects")
    if any(secret.encode() in b"".join(data) for data in reader.attachments.values()):
        found.append("attachment")
    raw = subprocess.run(["qpdf", "--qdf", "--stream-data=uncompress", file, "-"], capture_output=True).stdout
    for form in (secret.encode(), secret.encode("utf-16-be"), secret.encode().hex().encode(), secret.encode("utf-16-be").hex().upper().encode()):
        if form in raw:
            found.append("bytes")
            break
    return found


def pixels(file, picture):
    document = pypdfium2.PdfDocument(file)
    image = document[picture["page"] - 1].render(scale=1).to_numpy()
    height, width = image.shape[:2]
    x, y, w, h = picture["box"]
    area = image[int((y + 0.1 * h) * height) : int((y + 0.9 * h) * height), int((x + 0.02 * w) * width) : int((x + 0.98 * w) * width)]
    document.close()
    return area.max() > 60


def main():
    folder = Path(sys.argv[1])
    documents, before, left, seen, refused = 0, 0, [], 0, 0
    for truth_file in sorted(folder.glob("secret-*.json")):
        truth = json.loads(truth_file.read_text())
        source, result = str(truth_file)[:-5] + ".pdf", str(truth_file)[:-5] + ".redacted.pdf"
        if not Path(result).exists():
            refused += 1
            continue
        documents += 1
        before += bool(traces(source, truth["secret"]))
        found = traces(result, truth["secret"])
        for picture in truth["pictures"]:
            seen += 1
            if pixels(result, picture):
                found.append("pixels")
        if found:
            left.append((truth_file.stem, found))
    print(f"| documents | with traces before | pictures | with traces after | not made |\n|---|---|---|---|---|\n| {documents} | {before} | {seen} | {len(left)} | {refused} |")
    for name, found in left:
        print(name, ", ".join(found))
    sys.exit(1 if left or refused else 0)


main()
