"""Stores the weights of an ONNX network as half floats; computing stays in float32.

Each large float32 weight becomes a float16 one with a Cast in front, which halves the file. The networks converted here
were published with half-float weights, so nothing is lost: `store_as_half_floats` says whether that was so.
"""

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

SMALLEST_WEIGHT = 256
LARGEST_HALF_FLOAT = 65_000


def store_as_half_floats(model: ModelProto) -> bool:
    """Changes the model in place. Returns whether every changed weight is exactly a half float."""
    graph = model.graph
    exact = True
    weights, casts, changed = [], [], set()
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if not _worth_halving(values):
            weights.append(tensor)
            continue
        halves = values.astype(np.float16)
        exact &= bool((halves.astype(np.float32) == values).all())
        stored = f"{tensor.name}_h"
        weights.append(numpy_helper.from_array(halves, stored))
        casts.append(helper.make_node("Cast", [stored], [tensor.name], to=TensorProto.FLOAT, name=f"up_{tensor.name}"))
        changed.add(tensor.name)
    nodes = casts + list(graph.node)
    inputs = [value for value in graph.input if value.name not in changed]
    for field, content in ((graph.initializer, weights), (graph.node, nodes), (graph.input, inputs)):
        del field[:]
        field.extend(content)
    return exact


def _worth_halving(values: np.ndarray) -> bool:
    return (
        values.dtype == np.float32
        and values.size >= SMALLEST_WEIGHT
        and float(np.abs(values).max()) < LARGEST_HALF_FLOAT
    )
