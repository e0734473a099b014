"""Finds things by any words with OWLv2 (Minderer et al., 2023; Apache-2.0).

Needs: pip install torch transformers pillow. The weights, 0.6 GB, come from their publisher when the module is first used.
"""

import io
import threading

from PIL import Image
from transformers import pipeline

MODEL = "google/owlv2-base-patch16-ensemble"
THRESHOLD = 0.2

_detector = pipeline("zero-shot-object-detection", model=MODEL)
_one_at_a_time = threading.Lock()


def detect(image, media_type, labels):
    picture = Image.open(io.BytesIO(image)).convert("RGB")
    with _one_at_a_time:
        found = _detector(picture, candidate_labels=labels, threshold=THRESHOLD)
    regions = []
    for hit in found:
        left, top = max(0, hit["box"]["xmin"]), max(0, hit["box"]["ymin"])
        right, bottom = min(picture.width, hit["box"]["xmax"]), min(picture.height, hit["box"]["ymax"])
        if right > left and bottom > top:
            box = [left / picture.width, top / picture.height, (right - left) / picture.width, (bottom - top) / picture.height]
            regions.append({"label": hit["label"], "box": box, "confidence": float(hit["score"])})
    return regions
