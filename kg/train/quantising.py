"""A network as the file that is run: ONNX, weights in eight bits."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

OPSET: Final = 17


def write(  # noqa: PLR0913 - what a file of ONNX is made of
    net: nn.Module,
    target: Path,
    *,
    given: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    axes: Mapping[str, Mapping[int, str]],
    full: bool = False,
) -> None:
    """Write a network, traced on what is `given`, with its inputs and outputs named in order.

    `axes` names the dimensions of each that vary; in 32 bits if `full`.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = target if full else Path(scratch) / "plain.onnx"
        torch.onnx.export(
            net,
            given,
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        if not full:
            quantize_dynamic(
                plain,
                target,
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
                op_types_to_quantize=["MatMul", "Gather"],
            )
