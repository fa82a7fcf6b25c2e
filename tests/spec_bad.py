"""Network files that do not fit, each with what its one line has to say."""

GOOD = 'inputs = ["i1", "i2"]\n[[layers]]\nunits = ["h1"]\nweights = [["w1", "w2"]]\nbias = {shared = "b"}\n'
NUMBERS = "[numbers]\ninputs = [1, 2]\ntargets = [0.5]\nrate = 0.1\nparameters = {w1 = 1, w2 = 2, b = 3}\n"
PLAIN = "inputs = 2\n[[layers]]\nunits = 3\n[[layers]]\nunits = 2\n"


def layer(text: str) -> str:
    """A network whose first layer has one line more."""
    return f"inputs = 2\n[[layers]]\nunits = 3\n{text}\n"


def numbers(old: str, new: str) -> str:
    """The network with numbers, one thing changed."""
    assert old in GOOD + NUMBERS
    return (GOOD + NUMBERS).replace(old, new)


UPDATE = GOOD + NUMBERS.replace("rate = 0.1\n", "") + "[numbers.update]\n"

BAD = {
    # update rules
    "rule": (UPDATE + 'rule = "adma"\nrate = 0.1', ["[numbers], update, rule", "'adma'", "did you mean adam?"]),
    "rule left out": (
        UPDATE + "rate = 0.1",
        ["[numbers], update, rule", "the name of an update rule", "none"],
    ),
    "rule no text": (UPDATE + "rule = 3", ["[numbers], update, rule", "expected a text", "found 3"]),
    "rule as a path": (UPDATE + 'rule = "../errors"\nrate = 0.1', ["unknown update rule"]),
    "rate of a rule": (UPDATE + 'rule = "adam"', ["[numbers], update, rate", "expected a learning rate", "found none"]),
    "two rates": (
        GOOD + NUMBERS + '[numbers.update]\nrule = "adam"\nrate = 0.2',
        ["[numbers], update, rate", "expected one learning rate", "another one in [numbers], rate"],
    ),
    "constant of another rule": (
        UPDATE + 'rule = "momentum"\nrate = 0.1\nbeta1 = 0.9',
        ["[numbers], update", "unknown key 'beta1'", "expected one of"],
    ),
    "beta of 1": (UPDATE + 'rule = "adam"\nrate = 0.1\nbeta2 = 1', ["update, beta2", "from 0 to below 1", "found 1"]),
    "epsilon below 0": (UPDATE + 'rule = "adam"\nrate = 0.1\nepsilon = -1', ["update, epsilon", "0 or more", "-1"]),
    "decay left out": (UPDATE + 'rule = "weight decay"\nrate = 0.1', ["[numbers], update", "expected decay", "none"]),
    "name that a rule needs": (
        (UPDATE + 'rule = "adam"\nrate = 0.1').replace("w1", "m_b"),
        ["[numbers], update", "the rule adam calls something m_b, as the network does"],
    ),
    "updates without a rate": (
        GOOD + NUMBERS.replace("rate = 0.1", "updates = 5"),
        ["[numbers], updates", "expected a learning rate", "found none"],
    ),
    "published losses without a rate": (
        GOOD + NUMBERS.replace("rate = 0.1\n", "") + "[published]\nlosses = {1 = 0.5}",
        ["[published], losses", "expected a learning rate", "found none"],
    ),
    # activations and losses
    "activation": (layer('activation = "sigmod"'), ["1st [[layers]], activation", "'sigmod'", "did you mean sigmoid?"]),
    "activation far off": (layer('activation = "qqqq"'), ["unknown activation 'qqqq'", "expected one of", "tanh"]),
    "activation that is none": (layer('activation = "matrix product"'), ["unknown activation 'matrix product'"]),
    "operation that is no activation": (layer('activation = "matmul"'), ["unknown activation 'matmul'"]),
    "activation no text": (layer("activation = 3"), ["activation", "expected a text", "found 3"]),
    "activation path": (layer('activation = "../errors"'), ["unknown activation"]),
    "loss by its initials": ('loss = "mse"\n' + PLAIN, ["loss", "'mse'", "did you mean mean_squared_error?"]),
    "loss": ('loss = "cross entropie"\n' + PLAIN, ["loss", "did you mean cross_entropy?"]),
    "four equations with softmax": (
        'kind = "four-equations"\nactivation = "softmax"',
        ["softmax", "one variable", 'outputs = "softmax"'],
    ),
    "four equations with layers": ('kind = "four-equations"\ninputs = 2', ["unknown key 'inputs'"]),
    # sizes
    "names of biases": (layer('bias = ["a", "b"]'), ["1st [[layers]], bias", "each of 3 units", "found 2 names"]),
    "rows of weights": (layer('weights = [["a", "b"]]'), ["expected 3 rows of 2 names", "found 1 of 2"]),
    "ragged weights": (layer('weights = [["a"], ["b", "c"], ["d"]]'), ["3 rows of 2 names", "found 3 of 1 or 2"]),
    "names for a symbolic size": ('inputs = "n"\n[[layers]]\nunits = 1\nweights = [["a"]]', ["1 rows of n names"]),
    "too few inputs": (numbers("inputs = [1, 2]", "inputs = [1]"), ["[numbers], inputs", "2 entries", "found 1"]),
    "inputs as a number": (
        numbers("inputs = [1, 2]", "inputs = 1"),
        ["inputs", "expected a list of 2 entries", "found 1"],
    ),
    "inputs too deep": (numbers("inputs = [1, 2]", "inputs = [[1], 2]"), ["inputs, 1", "one number", "a list"]),
    "sizes that differ": (
        'inputs = "n"\n[[layers]]\nunits = "n"\n[numbers]\ninputs = [1, 2]\ntargets = [1, 2, 3]\n',
        ["[numbers], targets", "n = 2 entries as in [numbers], inputs", "found 3"],
    ),
    "width zero": ("inputs = 0\n[[layers]]\nunits = 1", ["inputs", "from 1 to 1000000000", "found 0"]),
    "width negative": ("inputs = 1\n[[layers]]\nunits = -3", ["units", "found -3"]),
    "width too large": ("inputs = 1\n[[layers]]\nunits = 1000000001", ["units", "found 1000000001"]),
    "width a float": ("inputs = 2.0\n[[layers]]\nunits = 1", ["inputs", "whole number", "found 2.0"]),
    "width true": ("inputs = true\n[[layers]]\nunits = 1", ["inputs", "whole number", "found true"]),
    "numbers for too large a network": (
        "inputs = 1000\n[[layers]]\nunits = 1000\n[numbers]\ninputs = 1\ntargets = 2",
        ["expected a list of 1000 entries"],
    ),
    # names
    "name twice": (
        'inputs = ["a", "a"]\n[[layers]]\nunits = 1',
        ["inputs 2", "a is defined twice", "first in inputs 1"],
    ),
    "name twice, normalised": ('inputs = ["a", "ａ"]\n[[layers]]\nunits = 1', ["a is defined twice"]),
    "name twice, Greek": ('inputs = ["σ", "sigma"]\n[[layers]]\nunits = 1', ["sigma is defined twice"]),
    "unit and weight": (GOOD.replace('"w2"', '"h1"'), ["weights, row 1, 2", "h1 is defined twice"]),
    "weight and derived name": (GOOD.replace('"w2"', '"net_h1"'), ["net_h1 is defined twice"]),
    "output called total": (GOOD.replace('"h1"', '"total"'), ["E_total is defined twice"]),
    "tensor twice": (layer('weights = "z2"'), ["z2 is defined twice"]),
    "size and unit": ('inputs = "n"\n[[layers]]\nunits = ["n"]', ["n is defined twice"]),
    "m is the batch": ('layout = {examples = "rows"}\ninputs = 1\n[[layers]]\nunits = ["m"]', ["m is defined twice"]),
    "number missing": (numbers("w2 = 2, ", ""), ["[numbers], parameters", "expected a number for w2", "found none"]),
    "number for nobody": (numbers("w2 = 2,", "w2 = 2, v2 = 2,"), ["unknown name 'v2'", "did you mean w2?"]),
    "input missing": (numbers("inputs = [1, 2]", "inputs = {i1 = 1}"), ["expected a number for i2"]),
    "input for nobody": (numbers("inputs = [1, 2]", "inputs = {i1 = 1, i3 = 1}"), ["unknown name 'i3'"]),
    "target missing": (numbers("targets = [0.5]\n", ""), ["[numbers], targets", "expected numbers, found none"]),
    "frozen nobody": (numbers("rate = 0.1", 'rate = 0.1\nfrozen = ["c"]'), ["frozen", "unknown parameter c", "b"]),
    "published nobody": (GOOD + NUMBERS + "[published.values]\nout_h9 = 1", ["out_h9", "did you mean out_h1?"]),
    "published without numbers": (GOOD + "[published.values]\nout_h1 = 1", ["[published]", "[numbers]"]),
    "published after x": (GOOD + NUMBERS + "[published.losses]\nx = 1", ["losses", "number of updates", "'x'"]),
    # numbers that are none
    "nan": (numbers("rate = 0.1", "rate = nan"), ["[numbers], rate", "expected a number", "NaN"]),
    "inf": (numbers("w1 = 1", "w1 = -inf"), ["w1", "expected a number", "-Infinity"]),
    "text": (numbers("w1 = 1", 'w1 = "abc"'), ["w1", "expected a number", "'abc'"]),
    "true": (numbers("inputs = [1, 2]", "inputs = [1, true]"), ["inputs, 2", "expected a number", "true"]),
    "date": (numbers("rate = 0.1", "rate = 2020-01-01"), ["rate", "expected a number", "2020-01-01"]),
    "too many digits": (numbers("w1 = 1", "w1 = 0." + "1" * 60), ["w1", "at most 50 digits"]),
    "too large": (numbers("w1 = 1", "w1 = 1e400"), ["w1", "up to 1e300"]),
    "a giant integer": (numbers("w1 = 1", "w1 = " + "9" * 60), ["integers of at most 50 digits"]),
    "a gigantic integer": (numbers("w1 = 1", "w1 = " + "9" * 9000), ["at most 50 digits"]),
    "a giant hexadecimal": (numbers("w1 = 1", "w1 = 0x" + "f" * 8000), ["at most 50 digits"]),
    "updates": (numbers("rate = 0.1", "rate = 0.1\nupdates = 1.5"), ["updates", "whole number", "1.5"]),
    # structure
    "empty": ("", ["inputs", "found none"]),
    "no layers": ("inputs = 2", ["[[layers]]", "found none"]),
    "empty layers": ("inputs = 2\nlayers = []", ["[[layers]]", "found none"]),
    "no units": ("inputs = 2\n[[layers]]\n", ["1st [[layers]], units", "found none"]),
    "empty units": ("inputs = []\n[[layers]]\nunits = 1", ["inputs", "at least one unit", "empty list"]),
    "layers as a table": ("inputs = 2\n[layers]\nunits = 1", ["layers", "list of tables", "a table"]),
    "numbers as a list": ("numbers = 3\n" + PLAIN, ["numbers", "expected a table", "found 3"]),
    "key": ("input = 2\n" + PLAIN, ["unknown key 'input'", "did you mean inputs?"]),
    "key in a layer": (layer("activaton = 1"), ["1st [[layers]]: unknown key 'activaton'", "activation"]),
    "key in numbers": (numbers("rate", "rates"), ["[numbers]: unknown key 'rates'", "rate"]),
    "kind": ('kind = "graph"', ["unknown kind 'graph'"]),
    "layout": ('layout = {examples = "row"}\n' + PLAIN, ["[layout], examples", "'row'", "did you mean rows?"]),
    "layout of weights": ('layout = {weights = "in,in"}\n' + PLAIN, ["[layout], weights", "'in,in'"]),
    "bias": (layer('bias = "units"'), ["bias", "'units'", "did you mean unit?"]),
    "bias table": (layer("bias = {}"), ["bias", "expected one entry", "found 0"]),
    "bias table key": (layer('bias = {share = "b"}'), ["bias", "unknown key 'share'"]),
    "weights no rows": (layer('weights = ["a"]'), ["weights", "rows of names"]),
    "title": ("title = 3\n" + PLAIN, ["title", "expected a text", "found 3"]),
    "long title": (f'title = "{"t" * 300}"\n' + PLAIN, ["title", "at most 200 signs", "found 300"]),
    "own name": ('name = "../up"\n' + PLAIN, ["name", "'../up'"]),
    "not TOML": ("inputs = \n", ["line 1, column 10", "not TOML"]),
    "not closed": ('title = "abc', ["not TOML"]),
    "key twice": ("inputs = 1\ninputs = 2", ["not TOML", "overwrite"]),
    "long line": ("#" + "x" * 20000 + "\n" + PLAIN, ["line 1", "at most 10 kB"]),
    "deep": ("inputs = " + "[" * 3000 + "]" * 3000, ["inside each other"]),
    "dotted": (".".join("a" * 100) + " = 1", ["line 1", "names joined by dots"]),
    "large": ("#\n" * (1 << 20), ["at most 1 MiB"]),
    "control characters": ('inputs = ["\\u001b[31m"]\n[[layers]]\nunits = 1', ["inputs 1", r"\x1b[31m"]),
}

HOSTILE_NAMES = [
    "x_1^2",
    r"\input{x}",
    '__import__("os")',
    "__import__",
    "%",
    "",
    " ",
    "a b",
    "a-b",
    "1a",
    "_a",
    "a" * 33,
    "a\n",
    "a\x00",
    "a'",
    "lambda x: 1",
    "$x$",
    "{{7*7}}",
    "<<7*7>>",
    "</script>",
    "a.b",
    "é",
    "日",
    "ς",
    "𝟙",
    "a\u200b",
    "\u202ea",
    "ﬀ" * 30,
    "∑",
    "а",  # Cyrillic
]
