# What the QR codes and bar codes in a picture say.
# rigel run examples/programs/read_codes.py -i img1=label.png
codes = barcodes(img1)
lines = [f"{code.label}: {code.text}" for code in codes]
answer("\n".join(lines) if lines else "There is no code.", boxes=codes)
