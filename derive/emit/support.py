"""The small private functions that a generated module carries with it, each as source.

Their docstrings say why they are there; a function is emitted only into modules that use it.
"""

from __future__ import annotations

FUNCTIONS = {
    "arrays": '''
def _arrays(function):
    """Hand every argument on as an array: complex where the parameter is complex, else float."""

    code = function.__code__
    first, last = code.co_argcount, code.co_argcount + code.co_kwonlyargcount
    kinds = {n: "D" if DOMAINS.get(n) == "complex" else "d" for n in code.co_varnames[first:last]}

    @wraps(function)
    def with_arrays(*state, **arguments):
        # A whole parameter set may be handed over: what this function does not need is left aside.
        if not kinds.keys() >= arguments.keys():
            arguments = {n: v for n, v in arguments.items() if n in kinds or n not in PARAMETERS}
        for name, value in arguments.items():
            if type(value) is not np.ndarray or value.dtype.char != kinds.get(name):
                arguments[name] = _array(name, value, DOMAINS.get(name, "complex"))
        if state or not any(array.ndim for array in arguments.values()):
            return function(*state, **arguments)
        return _in_blocks(function, arguments)

    return with_arrays
''',
    "in_blocks": '''
def _in_blocks(function, arguments, points=2**14):
    """Many points in blocks along the longest axis: what lies in between stays in the cache."""
    shape = np.broadcast_shapes(*(array.shape for array in arguments.values()))
    axis = int(np.argmax(shape)) - len(shape)
    length, total = shape[axis], int(np.prod(shape))
    step = max(1, points * length // max(1, total))
    if step >= length:
        return function(**arguments)
    behind = (slice(None),) * (-axis - 1)
    cut = {n for n, a in arguments.items() if a.ndim >= -axis and a.shape[axis] > 1}
    blocks = []
    for start in range(0, length, step):
        block = (..., slice(start, start + step), *behind)
        blocks.append(function(**{n: a[block] if n in cut else a for n, a in arguments.items()}))
    return np.concatenate(blocks, axis=len(shape) + axis)
''',
    "array": """
def _array(name, value, domain):
    array = np.asarray(value)
    if array.dtype.char == ("D" if domain == "complex" else "d"):
        return array
    if array.dtype.kind not in "biufc":
        raise ValueError(f"Argument `{name}` must be numeric, but got values of type {array.dtype}")
    if domain == "complex":
        return array.astype(complex, copy=False)
    if array.dtype.kind == "c":
        raise ValueError(
            f"Argument `{name}` must be real, but got complex values; "
            "pass its real part if that is meant"
        )
    return array.astype(float, copy=False)
""",
    "state": '''
def _state(y, size, domain):
    """y as an array whose last axis holds the components."""
    array = _array("y", y, domain)
    if array.ndim == 0 or array.shape[-1] != size:
        raise ValueError(
            f"Argument `y` must have shape (..., {size}), but got {array.shape}; "
            "its last axis holds the components"
        )
    return array
''',
    "zeros": '''
def _zeros(shape, dtype, *arguments):
    """Zeros of the arguments' common shape, followed by `shape`."""
    if len(arguments) <= 32:
        # A tenth of the time, but no more arrays than these.
        return np.zeros(np.broadcast(*arguments).shape + shape, dtype)
    return np.zeros(np.broadcast_shapes(*map(np.shape, arguments)) + shape, dtype)
''',
    "stack": '''
def _stack(*values):
    """The values along a new last axis."""
    return np.stack(np.broadcast_arrays(*values), axis=-1)
''',
    "abs2": '''
def _abs2(z):
    """The squared modulus, without a root that would be squared again."""
    return z.real * z.real + z.imag * z.imag
''',
    "bose": '''
def _bose(x):
    """1/(exp(x) - 1): exact near 0, and no overflow at large x of either sign."""
    size = np.abs(x)
    occupation = np.exp(-size) / -np.expm1(-size)
    return np.where(np.asarray(x) < 0, -1 - occupation, occupation)[()]
''',
    "fermi": '''
def _fermi(x):
    """1/(exp(x) + 1): exact where it is small, and no overflow at large x of either sign."""
    decay = np.exp(-np.abs(x))
    return np.where(np.asarray(x) < 0, 1, decay)[()] / (1 + decay)
''',
    "csch": '''
def _csch(x):
    """1/sinh(x): exact near 0, and no overflow at large x of either sign."""
    size = np.abs(x)
    return np.copysign(2, x) * np.exp(-size) / -np.expm1(-2 * size)
''',
    "sech": '''
def _sech(x):
    """1/cosh(x): no overflow at large x of either sign."""
    decay = np.exp(-np.abs(x))
    return 2 * decay / (1 + decay * decay)
''',
    "threshold_root": '''
def _threshold_root(x):
    """sqrt(x + i0); at x = 0 that of a tiny x above it, so that what follows takes its limit from there."""
    return np.sqrt(np.where(x == 0, 1e-100, x) + 0j)
''',
    "mixing": '''
def _mixing(a, b):
    """log((a + b)!/(a! b!)) by Stirling, a*log(1 + b/a) + b*log(1 + a/b); 0 where one of them is."""
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        first, second = a * np.log1p(b / a), b * np.log1p(a / b)
    # Beside a part too small to divide by, both terms are smaller than any float.
    small = np.minimum(np.abs(a), np.abs(b)) < 1e-300
    return np.where(small, 0.0, first + second)[()]
''',
    "reciprocal_log1p": '''
def _reciprocal_log1p(a, b):
    """1/log(1 + b/a): 0 where a is 0, infinite where b is, nan where there is no logarithm."""
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        return 1 / np.log1p(b / a)
''',
}

CLOSED = ("abs2", "bose", "fermi", "csch", "sech", "threshold_root", "mixing", "reciprocal_log1p")
"""Those that are functions of numbers."""
NEEDS = {"arrays": ("array", "in_blocks"), "state": ("array",)}
"""Which of them call which others."""


def sources(used: set[str]) -> list[str]:
    """The source of the functions used and of those they need, in a fixed order."""
    every = used | {need for name in used for need in NEEDS.get(name, ())}
    return [source.strip("\n") for name, source in FUNCTIONS.items() if name in every]
