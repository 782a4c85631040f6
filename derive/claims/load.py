"""Claims from a TOML file: printed formulas verbatim, with the symbol map that reads them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from derive.claims.claim import OUTCOMES, Claim, ClaimSet, Convention, Decision
from derive.errors import ClaimError, ModelError
from derive.near import nearest
from derive.symbols import Domain, Symbol

SETTINGS = ("model", "source", "fourier", "names", "symbols", "assumptions", "conventions", "claims")
KINDS = ("equation", "text")
SYMBOL = ("latex", "domain", "unit", "meaning")
CONVENTION = ("key", "text", "names", "assume", "concerns")


def read_claims(path: Path) -> ClaimSet:
    """Read a claims file.

    Raises
    ------
    ClaimError
        for a missing or malformed file, an unknown entry or one of another type than it must have, a tag used twice,
        an assumption that is not declared.
    """
    where = str(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ClaimError(where, "the claims file must be readable", str(error.strerror), "check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ClaimError(where, "the claims file must be valid TOML", str(error), "mend that line") from None
    _known(where, "setting", data, SETTINGS)
    groups = {
        name: _texts(f"{where}, assumptions {name!r}", "it", relations)
        for name, relations in _table(where, "assumptions", data.get("assumptions", {})).items()
    }
    claims = tuple(_claim(where, entry, groups) for entry in _tables(where, "claims", data))
    _once(where, "tag", [c.tag for c in claims])
    conventions = tuple(_convention(where, entry) for entry in _tables(where, "conventions", data))
    _once(where, "key of a convention", [c.key for c in conventions])
    symbols = _table(where, "symbols", data.get("symbols", {}))
    return ClaimSet(
        claims,
        _text(where, "model", data.get("model", "")),
        _text(where, "source", data.get("source", "")),
        _names(where, data.get("names", {})),
        conventions,
        tuple(_symbol(f"{where}, symbol {name!r}", name, entry) for name, entry in symbols.items()),
        _text(where, "fourier", data.get("fourier", "")),
    )


def _claim(path: str, entry: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Claim:
    where = f"{path}, tag {entry.get('tag', '?')}"
    _known(where, "entry", entry, tuple(Claim.__dataclass_fields__))
    for needed in ("tag", "latex"):
        if not entry.get(needed):
            raise ClaimError(where, "a claim must have a tag and its printed latex", f"no {needed}", f"add {needed}")
    values: dict[str, Any] = {
        name: _text(where, name, value)
        for name, value in entry.items()
        if name not in ("definition", "assume", "indices", "names", "part", "stands_for")
    }
    if not isinstance(entry.get("definition", False), bool):
        raise _wrong_type(where, "definition", "true or false", entry["definition"], "write definition = true")
    _one_of(where, "kind", values.get("kind", "equation"), KINDS)
    _one_of(where, "outcome", values.get("outcome", ""), ("", *OUTCOMES))
    _one_of(where, "expected", values.get("expected", ""), ("", *(d.value for d in Decision)))
    assume = _texts(where, "assume", entry.get("assume", []))
    return Claim(
        definition=entry.get("definition", False),
        assume=tuple(relation for name in assume for relation in _relations(where, name, groups)),
        indices=_indices(where, entry.get("indices", {})),
        names=_names(where, entry.get("names", {})),
        part=tuple(_texts(where, "part", entry.get("part", []))),
        stands_for=tuple(_texts(where, "stands_for", entry.get("stands_for", []))),
        **values,
    )


def _relations(where: str, name: str, groups: Mapping[str, list[str]]) -> list[str]:
    """An assumption is a relation itself, or the name of a group of them."""
    if name in groups:
        return groups[name]
    if "=" not in name and r"\to" not in name and r"\equiv" not in name and r"\rightarrow" not in name:
        raise ClaimError(
            where,
            "an assumption must be a relation in LaTeX or the name of a group in [assumptions]",
            repr(name),
            nearest(name, groups) or r"write a relation: 'F = 0', '\Delta \to \infty'",
        )
    return [name]


def _indices(where: str, value: Any) -> dict[str, tuple[int, ...]]:
    found = {}
    for letter, values in _table(where, "indices", value).items():
        good = isinstance(values, list) and values and all(type(v) is int for v in values)
        if not good:
            raise _wrong_type(where, f"indices.{letter}", "a list of whole numbers", values, "write { i = [1, 2] }")
        found[letter] = tuple(values)
    return found


def _convention(path: str, entry: Mapping[str, Any]) -> Convention:
    where = f"{path}, convention {entry.get('key', '?')!r}"
    _known(where, "entry", entry, CONVENTION)
    for needed in ("key", "text"):
        if not entry.get(needed):
            raise ClaimError(where, "a convention must have key and text", f"no {needed}", f"add {needed}")
    assume, concerns = (_texts(where, name, entry.get(name, [])) for name in ("assume", "concerns"))
    if (assume and not concerns) or not (assume or entry.get("names")):
        must = "a convention must have names, or assume and concerns"
        got = "assume without concerns" if assume else "no names"
        raise ClaimError(where, must, got, "say what it changes, and where that is printed")
    key, text = (_text(where, name, entry[name]) for name in ("key", "text"))
    return Convention(key, text, _names(where, entry.get("names", {})), tuple(assume), tuple(concerns))


def _symbol(where: str, name: str, value: Any) -> Symbol:
    entry = _table(where, "the symbol", value)
    _known(where, "entry", entry, SYMBOL)
    texts = {key: _text(where, key, text) for key, text in entry.items()}
    domain = texts.get("domain", "real")
    _one_of(where, "domain", domain, tuple(d.value for d in Domain))
    try:
        return Symbol(name, texts.get("latex", name), Domain(domain), texts.get("unit", "1"), texts.get("meaning", ""))
    except ModelError as error:
        raise ClaimError(where, error.must, error.got, error.todo) from None


def _names(where: str, value: Any) -> dict[str, str]:
    """A symbol map: printed LaTeX to what it stands for."""
    return {
        printed: _text(where, f"names.{printed}", target) for printed, target in _table(where, "names", value).items()
    }


def _text(where: str, name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong_type(where, name, "a text", value, "put it in quotes: '''...''' takes backslashes as they are")
    return value


def _texts(where: str, name: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise _wrong_type(where, name, "a list of texts", value, "write it in brackets: ['F = 0']")
    return value


def _table(where: str, name: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _wrong_type(where, name, "a table", value, "write [name] above its entries, or { key = value }")
    return value


def _tables(where: str, name: str, data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    entries = data.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise _wrong_type(where, name, "an array of tables", entries, f"write [[{name}]] above each")
    return entries


def _one_of(where: str, name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        shown = ", ".join(a for a in allowed if a)
        raise ClaimError(where, f"{name} must be one of {shown}", repr(value), nearest(value, allowed))


def _once(where: str, what: str, keys: list[str]) -> None:
    twice = sorted({k for k in keys if keys.count(k) > 1})
    if twice:
        raise ClaimError(where, f"every {what} must stand for one thing", f"{twice[0]!r} twice", "rename one")


def _known(where: str, what: str, entries: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    unknown = sorted(set(entries) - set(allowed))
    if unknown:
        must = f"every {what} must be one of {', '.join(sorted(allowed))}"
        raise ClaimError(where, must, repr(unknown[0]), nearest(unknown[0], allowed))


def _wrong_type(where: str, name: str, must: str, value: Any, todo: str = "") -> ClaimError:
    return ClaimError(where, f"{name} must be {must}", f"{type(value).__name__} {value!r}", todo)
