"""pandas and xarray, which are taken where they are wanted."""
from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any


def optional(name: str, wanted_for: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise ImportError(f"{wanted_for} wants {name}: install the package python3-{name} "
                          f"（{wanted_for} 需要 {name}：请安装软件包 python3-{name}）") from missing


def table(rows: list[dict[str, Any]], index: str | list[str], wanted_for: str) -> Any:
    """Rows as a pandas.DataFrame."""
    pandas = optional("pandas", wanted_for)
    return pandas.DataFrame.from_records(rows, index=index) if rows else pandas.DataFrame()
