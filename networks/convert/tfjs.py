"""Turns a TensorFlow.js graph model (model.json and its .bin files) into an ONNX model.

No Java runtime loads the TensorFlow.js form. Only the operations of the networks in this folder are known; any other is an
error that names it.

Tensors stay in TensorFlow's order (batch, height, width, channels); a Transpose stands around each operation that ONNX
defines for channels first, and ONNX Runtime removes most of them again when it loads the model. Operations whose inputs are
all constant are computed here.
"""

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

OPSET = 13
IR_VERSION = 8
NUMPY_TYPES = {"DT_FLOAT": np.float32, "DT_INT32": np.int32, "DT_BOOL": np.bool_, "DT_INT64": np.int64}
ONNX_TYPES = {
    np.dtype("float32"): TensorProto.FLOAT,
    np.dtype("int32"): TensorProto.INT32,
    np.dtype("int64"): TensorProto.INT64,
    np.dtype("bool"): TensorProto.BOOL,
}
# ONNX's own words for "from the start" and "to the end" of an axis.
FROM_START, TO_END = -(2**31), 2**31 - 1

Tensors = str | list[str]


def read_weights(model_file: Path, description: dict[str, Any]) -> dict[str, np.ndarray]:
    """All weights by name, as float32 or their integer type, whatever they are stored as."""
    weights: dict[str, np.ndarray] = {}
    for group in description["weightsManifest"]:
        content = b"".join((model_file.parent / path).read_bytes() for path in group["paths"])
        offset = 0
        for weight in group["weights"]:
            count = int(np.prod(weight["shape"])) if weight["shape"] else 1
            stored_as = np.dtype((weight.get("quantization") or weight)["dtype"])
            values = np.frombuffer(content, stored_as, count, offset)
            offset += count * stored_as.itemsize
            weights[weight["name"]] = _restored(values, weight).reshape(weight["shape"])
    return weights


def _restored(values: np.ndarray, weight: dict[str, Any]) -> np.ndarray:
    quantization = weight.get("quantization")
    if not quantization:
        return values
    if quantization["dtype"] == "float16":
        return values.astype(np.float32)
    return values.astype(np.float32) * np.float32(quantization["scale"]) + np.float32(quantization["min"])


class Node:
    """A node of the TensorFlow graph with its attributes in Python's types."""

    def __init__(self, content: dict[str, Any]):
        self.name: str = content["name"]
        self.operation: str = content["op"]
        self.inputs = [name for name in content.get("input", []) if not name.startswith("^")]
        self._attributes: dict[str, Any] = content.get("attr", {})

    def integers(self, key: str) -> list[int] | None:
        values = self._attributes.get(key, {}).get("list", {}).get("i")
        return None if values is None else [int(value) for value in values]

    def integer(self, key: str, otherwise: int = 0) -> int:
        return int(self._attributes.get(key, {}).get("i", otherwise) or otherwise)

    def number(self, key: str, otherwise: float) -> float:
        return float(self._attributes.get(key, {}).get("f", otherwise))

    def flag(self, key: str) -> bool:
        return bool(self._attributes.get(key, {}).get("b", False))

    def text(self, key: str) -> str:
        return base64.b64decode(self._attributes[key]["s"]).decode()

    def texts(self, key: str) -> list[str]:
        values = self._attributes.get(key, {}).get("list", {}).get("s", [])
        return [base64.b64decode(value).decode() for value in values]

    def numpy_type(self, key: str) -> type:
        return NUMPY_TYPES[self._attributes[key]["type"]]

    def shape(self) -> list[int | None]:
        sizes = [int(axis.get("size", -1)) for axis in self._attributes["shape"]["shape"].get("dim", [])]
        return [None if size < 0 else size for size in sizes]

    def padding(self) -> str:
        return self.text("padding")

    def plane(self, key: str) -> list[int]:
        """Height and width of an attribute that has a number for each of the four axes."""
        return (self.integers(key) or [1, 1, 1, 1])[1:3]


class Converter:
    """Converts one graph model. Every intermediate tensor of the ONNX graph is known by its name."""

    def __init__(self, model_file: Path):
        self._description = json.loads(model_file.read_text())
        self._weights = read_weights(model_file, self._description)
        self._nodes = {content["name"]: Node(content) for content in self._description["modelTopology"]["node"]}
        self._tensors: dict[str, Tensors] = {}
        self._onnx_nodes: list[Any] = []
        self._inputs: list[Any] = []
        self._constants: dict[str, np.ndarray] = {}
        self._small_constants: dict[tuple[str, tuple[int, ...], bytes], str] = {}
        self._names_given = 0

    def convert(self) -> ModelProto:
        outputs = [info.get("name") or key for key, info in self._description["signature"]["outputs"].items()]
        for node in self._in_order_of_use(outputs):
            try:
                self._tensors[node.name] = self._converted(node)
            except (KeyError, TypeError, ValueError, NotImplementedError) as error:
                raise ValueError(f"{node.name}: cannot convert {node.operation}: {error}") from error
        names = []
        for number, output in enumerate(outputs):
            self._onnx("Identity", [self._tensor(output)], output=f"out{number}")
            names.append(f"out{number}")
        graph = helper.make_graph(
            self._onnx_nodes,
            "g",
            self._inputs,
            [helper.make_empty_tensor_value_info(name) for name in names],
            [numpy_helper.from_array(values, name) for name, values in self._constants.items()],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = IR_VERSION
        return model

    # --- The graph ---

    def _in_order_of_use(self, outputs: list[str]) -> list[Node]:
        """The nodes the outputs need, each after those it reads from; without recursion, as graphs are deep."""
        order: list[Node] = []
        done: set[str] = set()
        for output in outputs:
            waiting = [(output.split(":")[0], 0)]
            while waiting:
                name, next_input = waiting.pop()
                if name in done:
                    continue
                node = self._nodes[name]
                if next_input < len(node.inputs):
                    waiting.append((name, next_input + 1))
                    waiting.append((node.inputs[next_input].split(":")[0], 0))
                else:
                    done.add(name)
                    order.append(node)
        return order

    def _tensor(self, reference: str) -> str:
        """The ONNX tensor behind a reference of TensorFlow, "node" or "node:output number"."""
        name, _, number = reference.partition(":")
        tensors = self._tensors[name]
        return tensors[int(number or 0)] if isinstance(tensors, list) else tensors

    def _name(self, prefix: str) -> str:
        self._names_given += 1
        return f"{prefix}_{self._names_given}"

    def _constant(self, values: Any) -> str:
        array = np.asarray(values)
        if array.ndim > 0:  # A scalar must stay one: numpy would make it an array of one.
            array = np.ascontiguousarray(array)
        key = (array.dtype.str, array.shape, array.tobytes()) if array.size < 64 else None
        if key in self._small_constants:
            return self._small_constants[key]
        name = self._name("c")
        self._constants[name] = array
        if key:
            self._small_constants[key] = name
        return name

    def _value(self, tensor: str) -> np.ndarray | None:
        """The content of a constant tensor, None for one that is known only when the network runs."""
        return self._constants.get(tensor)

    def _known(self, tensor: str) -> np.ndarray:
        value = self._value(tensor)
        if value is None:
            raise NotImplementedError("an argument that must be constant is not")
        return value

    def _onnx(self, operation: str, inputs: list[str], output: str | None = None, **attributes: Any) -> str:
        return self._onnx_several(operation, inputs, [output or self._name(operation)], **attributes)[0]

    def _onnx_several(self, operation: str, inputs: list[str], outputs: list[str], **attributes: Any) -> list[str]:
        self._onnx_nodes.append(helper.make_node(operation, inputs, outputs, name=self._name("n"), **attributes))
        return outputs

    def _int64(self, tensor: str) -> str:
        value = self._value(tensor)
        if value is not None:
            return self._constant(value.astype(np.int64))
        return self._onnx("Cast", [tensor], to=TensorProto.INT64)

    def _channels_first(self, tensor: str) -> str:
        return self._onnx("Transpose", [tensor], perm=[0, 3, 1, 2])

    def _channels_last(self, tensor: str) -> str:
        return self._onnx("Transpose", [tensor], perm=[0, 2, 3, 1])

    # --- The operations ---

    def _converted(self, node: Node) -> Tensors:
        inputs = [self._tensor(reference) for reference in node.inputs]
        match node.operation:
            case "Const":
                return self._constant(self._weights[node.name])
            case "Placeholder":
                return self._placeholder(node)
            case "Identity":
                return inputs[0]
            case "Conv2D" | "_FusedConv2D" | "DepthwiseConv2dNative" | "FusedDepthwiseConv2dNative":
                return self._convolution(node, inputs)
            case "Conv2DBackpropInput":
                return self._transposed_convolution(node, inputs)
            case "MaxPool" | "AvgPool":
                return self._pool(node, inputs)
            case "ResizeBilinear":
                return self._resize(node, inputs)
            case "Pad" | "PadV2":
                return self._pad(inputs)
            case "Add" | "AddV2" | "Sub" | "Mul" | "FloorDiv" | "FloorMod":
                return self._arithmetic(node, inputs)
            case "AddN":
                return self._onnx("Sum", inputs)
            case "Relu" | "Sigmoid":
                return self._onnx(node.operation, inputs)
            case "Relu6":
                return self._relu6(inputs[0])
            case "LeakyRelu":
                return self._onnx("LeakyRelu", inputs, alpha=node.number("alpha", 0.2))
            case "Equal":
                return self._onnx("Equal", inputs)
            case "Mean":
                axes = [int(axis) for axis in np.atleast_1d(self._known(inputs[1]))]
                return self._onnx("ReduceMean", inputs[:1], axes=axes, keepdims=int(node.flag("keep_dims")))
            case "Cast":
                return self._onnx("Cast", inputs, to=ONNX_TYPES[np.dtype(node.numpy_type("DstT"))])
            case "Reshape":
                return self._reshape(inputs)
            case "ExpandDims":
                axis = np.array([int(self._known(inputs[1]))], np.int64)
                return self._onnx("Unsqueeze", [inputs[0], self._constant(axis)])
            case "Transpose":
                return self._onnx("Transpose", inputs[:1], perm=[int(axis) for axis in self._known(inputs[1])])
            case "ConcatV2":
                return self._onnx("Concat", inputs[:-1], axis=int(self._known(inputs[-1])))
            case "SplitV":
                return self._split(node, inputs)
            case "StridedSlice":
                return self._strided_slice(node, inputs)
            case "GatherV2":
                return self._onnx("Gather", inputs[:2], axis=int(self._known(inputs[2])))
            case "TopKV2":
                return self._largest(inputs)
            case "SparseToDense":
                return self._dense(inputs)
        raise NotImplementedError("this operation is not known here")

    def _placeholder(self, node: Node) -> str:
        name = node.name.replace("/", "_").replace(":", "_")
        element_type = ONNX_TYPES[np.dtype(node.numpy_type("dtype"))]
        self._inputs.append(helper.make_tensor_value_info(name, element_type, node.shape()))
        return name

    def _convolution(self, node: Node, inputs: list[str]) -> str:
        """Kernels: [h,w,in,out] to [out,in,h,w]; depthwise [h,w,channels,multiple] to [channels*multiple,1,h,w]."""
        kernel = self._known(inputs[1])
        height, width = kernel.shape[:2]
        dilations = node.plane("dilations")
        padding: dict[str, Any] = {}
        if node.padding() == "SAME":
            if dilations != [1, 1]:
                raise NotImplementedError("dilation with SAME padding")
            padding["auto_pad"] = "SAME_UPPER"
        elif node.padding() == "EXPLICIT":
            edges = node.integers("explicit_paddings") or []
            padding["pads"] = [edges[2], edges[4], edges[3], edges[5]]
        if "Depthwise" in node.operation:
            groups = kernel.shape[2]
            onnx_kernel = kernel.transpose(2, 3, 0, 1).reshape(-1, 1, height, width)
        else:
            groups = 1
            onnx_kernel = kernel.transpose(3, 2, 0, 1)
        fused = node.texts("fused_ops")
        arguments = [self._channels_first(inputs[0]), self._constant(onnx_kernel)]
        if "BiasAdd" in fused:
            arguments.append(inputs[2])
        result = self._onnx(
            "Conv",
            arguments,
            strides=node.plane("strides"),
            dilations=dilations,
            group=groups,
            kernel_shape=[height, width],
            **padding,
        )
        for activation in fused:
            if activation != "BiasAdd":
                result = self._activation(activation, result)
        return self._channels_last(result)

    def _activation(self, name: str, tensor: str) -> str:
        if name == "Relu6":
            return self._relu6(tensor)
        if name in ("Relu", "Sigmoid"):
            return self._onnx(name, [tensor])
        raise NotImplementedError(f"the fused activation {name}")

    def _relu6(self, tensor: str) -> str:
        return self._onnx("Clip", [tensor, self._constant(np.float32(0)), self._constant(np.float32(6))])

    def _transposed_convolution(self, node: Node, inputs: list[str]) -> str:
        """Kernel [h,w,out,in] to [in,out,h,w]."""
        kernel = self._known(inputs[1])
        height, width = kernel.shape[:2]
        strides = node.plane("strides")
        padding = {}
        if node.padding() == "SAME":
            rows, columns = max(height - strides[0], 0), max(width - strides[1], 0)
            padding["pads"] = [rows // 2, columns // 2, rows - rows // 2, columns - columns // 2]
        arguments = [self._channels_first(inputs[2]), self._constant(kernel.transpose(3, 2, 0, 1))]
        return self._channels_last(
            self._onnx("ConvTranspose", arguments, strides=strides, kernel_shape=[height, width], **padding)
        )

    def _pool(self, node: Node, inputs: list[str]) -> str:
        operation = "MaxPool" if node.operation == "MaxPool" else "AveragePool"
        padding = {"auto_pad": "SAME_UPPER"} if node.padding() == "SAME" else {}
        return self._channels_last(
            self._onnx(
                operation,
                [self._channels_first(inputs[0])],
                kernel_shape=node.plane("ksize"),
                strides=node.plane("strides"),
                **padding,
            )
        )

    def _resize(self, node: Node, inputs: list[str]) -> str:
        if node.flag("align_corners"):
            coordinates = "align_corners"
        else:
            coordinates = "half_pixel" if node.flag("half_pixel_centers") else "asymmetric"
        image = self._channels_first(inputs[0])
        shape = self._onnx("Shape", [image])
        start, end = self._constant(np.array([0], np.int64)), self._constant(np.array([2], np.int64))
        batch_and_channels = self._onnx("Slice", [shape, start, end])
        sizes = self._onnx("Concat", [batch_and_channels, self._int64(inputs[1])], axis=0)
        return self._channels_last(
            self._onnx(
                "Resize", [image, "", "", sizes], mode="linear", coordinate_transformation_mode=coordinates
            )
        )

    def _pad(self, inputs: list[str]) -> str:
        """TensorFlow: a (before, after) pair an axis; ONNX: all "before", then all "after"."""
        value = inputs[2] if len(inputs) > 2 else self._constant(np.float32(0))
        edges = self._known(inputs[1]).T.reshape(-1).astype(np.int64)
        return self._onnx("Pad", [inputs[0], self._constant(edges), value])

    def _arithmetic(self, node: Node, inputs: list[str]) -> str:
        values = [self._value(tensor) for tensor in inputs]
        if node.operation == "FloorDiv":
            result = self._onnx("Div", inputs)
            return self._onnx("Floor", [result]) if node.numpy_type("T") is np.float32 else result
        if node.operation == "FloorMod":
            return self._onnx("Mod", inputs, fmod=0)
        operation = "Add" if node.operation == "AddV2" else node.operation
        left, right = values
        if left is not None and right is not None:
            compute = {"Add": np.add, "Sub": np.subtract, "Mul": np.multiply}[operation]
            return self._constant(compute(left, right).astype(left.dtype))
        return self._onnx(operation, inputs)

    def _reshape(self, inputs: list[str]) -> str:
        values, shape = self._value(inputs[0]), self._value(inputs[1])
        if values is not None and shape is not None:
            return self._constant(values.reshape(shape))
        return self._onnx("Reshape", [inputs[0], self._int64(inputs[1])])

    def _split(self, node: Node, inputs: list[str]) -> list[str]:
        sizes = self._int64(inputs[1])
        outputs = [self._name("Split") for _ in range(node.integer("num_split"))]
        return self._onnx_several("Split", [inputs[0], sizes], outputs, axis=int(self._known(inputs[2])))

    def _strided_slice(self, node: Node, inputs: list[str]) -> str:
        """x[begin:end:step, …] where bits of a mask say "from the start", "to the end" or "this index alone"."""
        if node.integer("ellipsis_mask") or node.integer("new_axis_mask"):
            raise NotImplementedError("a slice with an ellipsis or a new axis")
        begins, ends, steps = (self._known(tensor).astype(int).tolist() for tensor in inputs[1:4])
        squeezed = []
        for axis, step in enumerate(steps):
            if node.integer("begin_mask") >> axis & 1:
                begins[axis] = 0 if step > 0 else TO_END
            if node.integer("end_mask") >> axis & 1:
                ends[axis] = TO_END if step > 0 else FROM_START
            if node.integer("shrink_axis_mask") >> axis & 1:
                ends[axis] = begins[axis] + 1 if begins[axis] != -1 else TO_END
                squeezed.append(axis)
        end = self._constant(np.array(ends, np.int64))
        others = [np.array(numbers, np.int64) for numbers in (begins, list(range(len(steps))), steps)]
        begin, axes, step = (self._constant(numbers) for numbers in others)
        result = self._onnx("Slice", [inputs[0], begin, end, axes, step])
        if squeezed:
            result = self._onnx("Squeeze", [result, self._constant(np.array(squeezed, np.int64))])
        return result

    def _largest(self, inputs: list[str]) -> list[str]:
        shape_of_one = np.array([1], np.int64)
        count = self._onnx("Reshape", [self._int64(inputs[1]), self._constant(shape_of_one)])
        outputs = [self._name("TopK") for _ in range(2)]
        values, indices = self._onnx_several("TopK", [inputs[0], count], outputs, axis=-1)
        return [values, self._onnx("Cast", [indices], to=TensorProto.INT32)]

    def _dense(self, inputs: list[str]) -> str:
        positions, shape, values, otherwise = (self._known(tensor) for tensor in inputs)
        result = np.full(tuple(int(size) for size in shape), otherwise, dtype=values.dtype)
        if positions.ndim < 2:
            result[positions] = values
        else:
            for position, value in zip(positions, np.broadcast_to(values, (len(positions),))):
                result[tuple(position)] = value
        return self._constant(result)
