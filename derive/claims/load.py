"""Claims from a TOML file: printed formulas verbatim, with the symbol map that reads them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from derive.claims.claim import Claim, ClaimSet, Convention
from derive.errors import ClaimError
from derive.symbols import Domain, Symbol

SETTINGS = {"model", "source", "names", "symbols", "assumptions", "conventions", "claims", "fourier"}
ENTRIES = set(Claim.__dataclass_fields__)


def read_claims(path: Path) -> ClaimSet:
    """Read a claims file.

    Raises
    ------
    ClaimError
        for a missing or malformed file, an unknown entry, a tag used twice, an assumption that is not declared.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ClaimError(str(path), "the claims file must be readable", str(error.strerror), "check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ClaimError(str(path), "the claims file must be valid TOML", str(error), "mend that line") from None
    _known(str(path), "setting", data, SETTINGS)
    groups: Mapping[str, list[str]] = data.get("assumptions", {})
    claims = tuple(_claim(path, entry, groups) for entry in data.get("claims", ()))
    tags = [c.tag for c in claims]
    twice = sorted({t for t in tags if tags.count(t) > 1})
    if twice:
        raise ClaimError(str(path), "every tag must stand for one claim", f"{twice[0]!r} twice", "rename one")
    return ClaimSet(
        claims,
        str(data.get("model", "")),
        str(data.get("source", "")),
        dict(data.get("names", {})),
        tuple(Convention(str(c["key"]), str(c["text"]), dict(c["names"])) for c in data.get("conventions", ())),
        tuple(_symbol(path, name, entry) for name, entry in data.get("symbols", {}).items()),
        str(data.get("fourier", "")),
    )


def _claim(path: Path, entry: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Claim:
    where = f"{path}, tag {entry.get('tag', '?')}"
    _known(where, "entry", entry, ENTRIES)
    if not entry.get("tag") or not entry.get("latex"):
        raise ClaimError(where, "a claim must have a tag and its printed latex", "one of them missing")
    values = dict(entry)
    values["assume"] = tuple(r for name in entry.get("assume", ()) for r in _relations(where, name, groups))
    values["indices"] = {k: tuple(v) for k, v in entry.get("indices", {}).items()}
    return Claim(**values)


def _relations(where: str, name: str, groups: Mapping[str, list[str]]) -> list[str]:
    """An assumption is a relation itself, or the name of a group of them."""
    if name in groups:
        return groups[name]
    if "=" not in name and r"\to" not in name:
        raise ClaimError(
            where,
            "an assumption must be a relation in LaTeX or a group of [assumptions]: " + ", ".join(sorted(groups)),
            repr(name),
        )
    return [name]


def _symbol(path: Path, name: str, entry: Mapping[str, str]) -> Symbol:
    try:
        domain = Domain(entry.get("domain", "real"))
    except ValueError:
        allowed = ", ".join(d.value for d in Domain)
        raise ClaimError(
            f"{path}, symbol {name}", f"its domain must be one of {allowed}", repr(entry.get("domain"))
        ) from None
    return Symbol(name, entry.get("latex", name), domain, entry.get("unit", "1"), entry.get("meaning", ""))


def _known(where: str, what: str, entries: Mapping[str, Any], allowed: set[str]) -> None:
    unknown = sorted(set(entries) - allowed)
    if unknown:
        raise ClaimError(where, f"every {what} must be one of {', '.join(sorted(allowed))}", repr(unknown[0]))
