"""Local names that say what they hold: ``F_exp_i_phi``, ``kappa_Delta``, ``N_1_minus_N_3``."""

from __future__ import annotations

from derive.emit.graph import ONE, UNIT, Multiple, Operation

LONGEST = 26
"""A longer name says less than the formula beside it."""


def name_of(operations: list[Operation], value: int) -> str:
    """A name by meaning, or nothing where a short one does not exist."""
    name = _spelled(operations, value)
    return name if len(name) <= LONGEST else ""


def _spelled(operations: list[Operation], value: int) -> str:
    operation = operations[value]
    parts = [_spelled(operations, p.value) if p.value != ONE.value else "" for p in operation.parts]
    unscaled = all(p.scale == UNIT for p in operation.parts)
    if len("".join(dict.fromkeys(parts))) > LONGEST:
        return ""
    match operation.kind:
        case "name":
            return operation.name.removeprefix("np.")
        case "product" if all(parts) and all(operations[p.value].kind != "sum" for p in operation.parts):
            return _product(parts)
        case "sum" if all(parts) and len(parts) == 2:
            return _sum(operation.parts, parts)
        case "call" if operation.name == "conj" and parts[0].startswith("exp_i_"):
            return parts[0].replace("exp_i_", "exp_minus_i_")
        case "call" if unscaled and all(parts):
            return f"{parts[0]}_abs2" if operation.name == "abs2" else f"{operation.name}_{parts[0]}"
        case "call" if operation.name == "exp" and all(parts):
            return _exponential(operation.parts[0], parts[0])
    return ""


def _product(parts: list[str]) -> str:
    if len(set(parts)) == 1 and len(parts) in (2, 3):
        return parts[0] + ("_squared" if len(parts) == 2 else "_cubed")
    return "_".join(parts) if len(set(parts)) == len(parts) else ""


def _sum(terms: tuple[Multiple, ...], parts: list[str]) -> str:
    if any(t.scale.turned or abs(t.scale.size) != 1 for t in terms) or terms[0].scale.size == terms[1].scale.size == -1:
        return ""
    minus = next((k for k, t in enumerate(terms) if t.scale.size < 0), None)
    return f"{parts[0]}_plus_{parts[1]}" if minus is None else f"{parts[1 - minus]}_minus_{parts[minus]}"


def _exponential(argument: Multiple, name: str) -> str:
    if abs(argument.scale.size) != 1:
        return ""
    return "exp" + ("_minus" if argument.scale.size < 0 else "") + ("_i" if argument.scale.turned else "") + f"_{name}"
