#!/usr/bin/env python3
"""Makes text-latin.onnx: the text recogniser of PP-OCRv6 small for Latin and Greek writing, in 8 bits.

  python3 -m venv /tmp/recogniser && /tmp/recogniser/bin/pip install -r networks/convert/requirements-recogniser.txt
  /tmp/recogniser/bin/python networks/convert/make_latin_recogniser.py             check only
  /tmp/recogniser/bin/python networks/convert/make_latin_recogniser.py --write     replace networks/text-latin.onnx

The network comes from the Python package rapidocr, checked by its hash. Two things are changed:

* The last layer keeps the classes of Latin and Greek letters, digits, punctuation and common signs, of 18 710. It took an
  eighth of the time, and most of the memory.
* The wide 1 x 1 convolutions compute in 8 bits, weights by output channel. Weights keep to 7 bits, so that sums of pairs do
  not overflow on processors without VNNI instructions. The ranges of the activations are measured on generated lines of text.

Calibration sums floats, so that the file's hash is that of processors with AVX-512; elsewhere single zero points may differ
by one, and the check compares what the two networks read instead.
"""

import argparse
import difflib
import hashlib
import importlib.util
import os
import random
import sys
import tempfile
import unicodedata
from pathlib import Path

import matplotlib
import numpy
import onnx
import onnxruntime
from onnx import helper, numpy_helper, version_converter
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from PIL import Image, ImageDraw, ImageFilter, ImageFont

TARGET = Path(__file__).resolve().parent.parent / "text-latin.onnx"
SOURCE_SHA256 = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
HEAD_WEIGHTS, HEAD_BIAS = "linear_8.w_0", "linear_8.b_0"
SIGNS = "≈≠≤≥√∞∑∏∂∫∆−×÷·∙■□▪▫●○◦•▲▼►◄◆★☆✓✔✗✘✕✖☐☑☒"
LINES_FOR_RANGES, LINES_TO_COMPARE = 160, 60


def is_kept(character):
    if len(character) != 1:
        return False
    code = ord(character)
    greek = 0x370 <= code < 0x400 and not unicodedata.name(character, "").startswith("COPTIC")
    return code < 0x250 or greek or 0x1E00 <= code < 0x20D0 or 0x2100 <= code < 0x2200 or character in SIGNS


def with_fewer_classes(model):
    characters = next(p.value for p in model.metadata_props if p.key == "character").split("\n")
    kept = [i for i, character in enumerate(characters) if is_kept(character)]
    # Class 0 is the blank, the last one the space.
    columns = numpy.array([0] + [i + 1 for i in kept] + [len(characters) + 1])
    for tensor in model.graph.initializer:
        if tensor.name in (HEAD_WEIGHTS, HEAD_BIAS):
            values = numpy.ascontiguousarray(numpy_helper.to_array(tensor)[..., columns])
            tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))
    model.graph.output[0].type.tensor_type.shape.dim[2].dim_value = len(columns)
    del model.graph.value_info[:]
    del model.metadata_props[:]
    helper.set_model_props(model, {"character": "\n".join(characters[i] for i in kept)})
    return model


WORDS = """The invoice total of order number please return enclosed before Friday Subtotal TOTAL CASH Change VAT Tax Tel
Street Avenue account balance statement customer Receipt Date delivery quantity unit price Müller Café naïve Łódź Ångström
señor façade über and with from this that which have been were measured report page figure table Öl Straße Zürich João
GmbH Ltd. Inc. No. Ref: e-mail: info@example.org www.example.com 50% (incl.) A/B & Co. #12 *** --- € £ $ ¥ αβγ Δ Ω""".split()


def word(seed):
    return seed.choice(
        [
            lambda: seed.choice(WORDS),
            lambda: seed.choice(WORDS).upper(),
            lambda: f"{seed.uniform(0, 9999):,.2f}",
            lambda: f"${seed.uniform(0, 999):.2f}",
            lambda: f"{seed.randint(1, 28):02}/{seed.randint(1, 12):02}/{seed.randint(1990, 2030)}",
            lambda: str(seed.randint(0, 10 ** seed.randint(1, 10))),
            lambda: "".join(seed.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(seed.randint(1, 9))),
        ]
    )()


def line(number):
    """[1, 3, 48, width], blue, green, red, -1 to 1: a line of text as scans have it."""
    seed = random.Random(number)
    fonts = sorted(Path(matplotlib.__file__).parent.glob("mpl-data/fonts/ttf/*.ttf"))
    fonts = [f for f in fonts if any(k in f.name for k in ("DejaVuSans", "DejaVuSerif", "STIXGeneral", "cmtt")) and "Display" not in f.name]
    size = seed.randint(14, 44)
    font = ImageFont.truetype(str(seed.choice(fonts)), size)
    text = " ".join(word(seed) for _ in range(seed.randint(1, 9)))
    width = max(8, round(font.getlength(text)) + 2 * size // 3)
    height = round(size * seed.uniform(1.35, 1.9))
    page = Image.new("L", (width, height), 255)
    ImageDraw.Draw(page).text((size // 3, height // 2), text, font=font, fill=seed.randint(0, 90), anchor="lm")
    page = page.filter(ImageFilter.GaussianBlur(seed.uniform(0, 1.2)))
    grey = numpy.asarray(page, dtype=numpy.float32)
    grey = 255 - (255 - grey) * seed.uniform(0.35, 1) - seed.uniform(0, 60)
    grey += numpy.random.default_rng(number).normal(0, seed.choice([1, 4, 10, 16]), grey.shape)
    if seed.random() < 0.15:
        grey = 255 - grey
    tint = [seed.uniform(0.85, 1) for _ in range(3)] if seed.random() < 0.4 else [1, 1, 1]
    scaled = Image.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8)).resize((max(48, round(width * 48 / height)), 48), Image.BILINEAR)
    grey = numpy.asarray(scaled, dtype=numpy.float32)
    return numpy.stack([grey * t / 127.5 - 1 for t in tint])[None].astype(numpy.float32)


class Lines(CalibrationDataReader):
    def __init__(self):
        self.numbers = iter(range(LINES_FOR_RANGES))

    def get_next(self):
        number = next(self.numbers, None)
        return None if number is None else {"x": line(number)}


def make(source, target):
    with tempfile.TemporaryDirectory() as folder:
        small, prepared = os.path.join(folder, "small.onnx"), os.path.join(folder, "prepared.onnx")
        # Opset 13 is the first that knows a scale for each channel.
        onnx.save(with_fewer_classes(converted(source)), small)
        quant_pre_process(small, prepared, skip_symbolic_shape=True)
        whole = with_fused_gelu(onnx.load(prepared))
        onnx.save(whole, prepared)
        graph = whole.graph
        shapes = {tensor.name: list(tensor.dims) for tensor in graph.initializer}
        wide = [
            node.name
            for node in graph.node
            if node.op_type == "Conv"
            and shapes[node.input[1]][2:] == [1, 1]
            and min(shapes[node.input[1]][:2]) >= 96
            # The neck feeds attention over the whole line and stays exact.
            and shapes[node.input[1]][0] != 120
        ]
        quantize_static(
            prepared, target, Lines(), quant_format=QuantFormat.QDQ, per_channel=True, reduce_range=True,
            nodes_to_quantize=wide, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
        )


def with_fused_gelu(model):
    """x * (erf(x / sqrt 2) + 1) / 2 as the one operation that ONNX Runtime has for it; after quantizing it does not find the five."""
    nodes = model.graph.node
    users = {}
    for node in nodes:
        for name in node.input:
            users.setdefault(name, []).append(node)
    makers = {name: node for node in nodes for name in node.output}
    for erf in [node for node in nodes if node.op_type == "Erf"]:
        divided = makers[erf.input[0]]
        (added,) = users[erf.output[0]]
        (multiplied,) = users[added.output[0]]
        (halved,) = users[multiplied.output[0]]
        at = list(nodes).index(halved)
        nodes.insert(at, helper.make_node("Gelu", [divided.input[0]], [halved.output[0]], name=erf.name.replace("Erf", "Gelu"), domain="com.microsoft"))
        for node in (divided, erf, added, multiplied, halved):
            nodes.remove(node)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def converted(source):
    original = onnx.load_from_string(source)
    model = version_converter.convert_version(original, 13)
    del model.metadata_props[:]
    model.metadata_props.extend(original.metadata_props)
    return model


def texts(model):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    names = [""] + characters + [" "]
    for number in range(LINES_FOR_RANGES, LINES_FOR_RANGES + LINES_TO_COMPARE):
        best = session.run(None, {"x": line(number)})[0][0].argmax(1)
        yield "".join(names[k] for i, k in enumerate(best) if k and (i == 0 or k != best[i - 1]))


def agreement(source, made):
    same = total = 0
    for expected, read in zip(texts(source), texts(made)):
        same += sum(block.size for block in difflib.SequenceMatcher(None, expected, read, False).get_matching_blocks())
        total += max(len(expected), len(read))
    return same / total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    package = importlib.util.find_spec("rapidocr").submodule_search_locations[0]
    source = Path(package, "models", "PP-OCRv6_rec_small.onnx").read_bytes()
    if hashlib.sha256(source).hexdigest() != SOURCE_SHA256:
        sys.exit("rapidocr holds another recogniser than the one this script is for")
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "text-latin.onnx")
        make(source, made)
        network = Path(made).read_bytes()
    like = agreement(source, network)
    print(f"{len(network)} bytes, sha256 {hashlib.sha256(network).hexdigest()}; {like:.4f} of the characters as the original reads them")
    if like < 0.99:
        sys.exit("the network reads differently from the original")
    if arguments.write:
        TARGET.write_bytes(network)
    elif TARGET.read_bytes() != network:
        print("not byte for byte the file in networks/, but reads like it")


if __name__ == "__main__":
    main()
