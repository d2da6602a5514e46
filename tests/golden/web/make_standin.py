"""Writes standin.onnx: a model without weights whose outputs are those of exported models.

det: four rows, of which one has a low score and one holds no box. sem_seg: the brightest of red, green and
blue in each pixel. drivable: where green is above 128. Its metadata are standin.json. Needs onnx (1.23).
"""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HEIGHT, WIDTH = 48, 64
CONSTANTS = {
    'boxes': np.array([[[4, 6, 30, 40], [20.5, 10.25, 70, 47], [0, 0, 10, 10], [0, 0, 0, 0]]], np.float32),
    'scores': np.array([[0.93, 0.61, 0.2, 0]], np.float32),
    'ids': np.array([[2, 0, 1, -1]], np.int64),
    'one': np.array([1]),
    'two': np.array([2]),
    'half': np.float32(128),
}


def node(kind, inputs, output, **attributes):
    return helper.make_node(kind, inputs, [output], **attributes)


nodes = [
    node('Cast', ['images'], 'pixels', to=TensorProto.FLOAT),
    node('ArgMax', ['pixels'], 'brightest', axis=1, keepdims=0),
    node('Cast', ['brightest'], 'sem_seg', to=TensorProto.UINT8),
    node('Slice', ['pixels', 'one', 'two', 'one'], 'green'),
    node('Squeeze', ['green', 'one'], 'green_plane'),
    node('Greater', ['green_plane', 'half'], 'is_green'),
    node('Cast', ['is_green'], 'drivable', to=TensorProto.UINT8),
    node('Identity', ['boxes'], 'det.boxes'),
    node('Identity', ['scores'], 'det.scores'),
    node('Identity', ['ids'], 'det.classes'),
]
value = helper.make_tensor_value_info
graph = helper.make_graph(
    nodes,
    'standin',
    [value('images', TensorProto.UINT8, [1, 3, HEIGHT, WIDTH])],
    [
        value('det.boxes', TensorProto.FLOAT, [1, 4, 4]),
        value('det.scores', TensorProto.FLOAT, [1, 4]),
        value('det.classes', TensorProto.INT64, [1, 4]),
        value('sem_seg', TensorProto.UINT8, [1, HEIGHT, WIDTH]),
        value('drivable', TensorProto.UINT8, [1, HEIGHT, WIDTH]),
    ],
    [numpy_helper.from_array(array, name) for name, array in CONSTANTS.items()],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], ir_version=9)
description = json.loads(Path(__file__).with_name('standin.json').read_text())
helper.set_model_props(model, {'cotrain': json.dumps(description)})
onnx.checker.check_model(model, full_check=True)
onnx.save(model, Path(__file__).with_name('standin.onnx'))
