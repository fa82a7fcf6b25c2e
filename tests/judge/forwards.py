"""Forward formulas in PyTorch, written from their textbook definitions: symbp is judged against them."""

from __future__ import annotations

from collections.abc import Callable

from tools import module

torch = module("torch", "pip install torch==2.13.0")
F = module("torch.nn.functional", "pip install torch==2.13.0")

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


# What an operation does to every element.
FUNCTIONS: dict[str, Callable] = {
    "absolute": torch.abs,
    "exp": torch.exp,
    "gelu": F.gelu,
    "identity": lambda z: z,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "log": torch.log,
    "reciprocal": torch.reciprocal,
    "relu": F.relu,
    "sigmoid": torch.sigmoid,
    "silu": F.silu,
    "softplus": lambda z: F.softplus(z, threshold=500.0),
    "square": torch.square,
    "tanh": torch.tanh,
}

# What an operation does along the units of one example, the dimension `along`.
VECTORS: dict[str, Callable] = {
    "softmax": torch.softmax,
    "log_softmax": torch.log_softmax,
}

# Operations on whole quantities: the inputs in order, then by name what the operation brings with it.
BLOCKS: dict[str, Callable] = {
    "add": torch.add,
    "attention": F.scaled_dot_product_attention,
    "batch_norm": lambda x, eps, gamma, beta: F.batch_norm(x, None, None, gamma, beta, True, 0.0, eps.item()),
    "causal_attention": lambda q, k, v: F.scaled_dot_product_attention(
        q, k, v, attn_mask=torch.ones(len(q), len(k), dtype=torch.bool).tril()
    ),
    "dense": lambda x, W, b: F.linear(x, W.T, b),
    "layer_norm": lambda x, eps, gamma, beta: F.layer_norm(x, x.shape[-1:], gamma, beta, eps.item()),
    "matmul": torch.matmul,
    "mean": lambda x: x.mean(-1),
    "multiply": torch.mul,
    "power": lambda x: x**3,
    "recurrent_cell": lambda x, h, U, W, b: torch.tanh(F.linear(x, U.T) + F.linear(h, W.T, b)),
    "rms_norm": lambda x, eps, gamma: F.rms_norm(x, x.shape[-1:], gamma, eps.item()),
    "sum": lambda x: x.sum(-1),
}

# The loss of every output a with target y, summed over the outputs; or averaged over the dimension `along`.
LOSSES: dict[str, Callable] = {
    "absolute_error": lambda a, y, along: F.l1_loss(a, y, reduction="none").sum(along),
    "binary_cross_entropy": lambda a, y, along: F.binary_cross_entropy(a, y, reduction="none").sum(along),
    "binary_cross_entropy_logits": lambda a, y, along: F.binary_cross_entropy_with_logits(a, y, reduction="none").sum(
        along
    ),
    "cross_entropy": lambda a, y, along: -(y * torch.log(a)).sum(along),
    "cross_entropy_logits": lambda a, y, along: F.cross_entropy(
        a.movedim(along, 0)[None], y.movedim(along, 0)[None], reduction="none"
    )[0],
    "half_squared_error": lambda a, y, along: ((a - y) ** 2).sum(along) / 2,
    "huber": lambda a, y, along: F.huber_loss(a, y, reduction="none").sum(along),
    "mean_squared_error": lambda a, y, along: ((a - y) ** 2).mean(along),
    "squared_error": lambda a, y, along: ((a - y) ** 2).sum(along),
}

# The penalty of all weights together.
PENALTIES: dict[str, Callable] = {
    "l1": lambda w: torch.linalg.vector_norm(w, 1),
    "l2": lambda w: torch.linalg.vector_norm(w, 2) ** 2 / 2,
}
