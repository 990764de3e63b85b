#!/usr/bin/env python3
"""The blocks of pages that use the Python module run in their order, as in one session, and print what the page shows.

    check_python_page.py [--write] PAGE…

A block ```text shows what the block ```python before it prints; of a block that ends with an expression, its value too.
Blocks of a page before the first that imports gongjian are left alone. --write puts into the page what is printed now. Ends with status 1 where the page shows something else, and with 77
where what the page wants is not installed. The module is found by PYTHONPATH.
"""
import ast
import contextlib
import importlib.util
import io
import re
import sys
import tempfile
from pathlib import Path

NEEDS = ["h5netcdf", "pandas", "scipy", "xarray"]
BLOCK = re.compile(r"^```python\n(?P<program>.*?)^```\n(?:\n```text\n(?P<shown>.*?)^```\n)?", flags=re.M | re.S)


def printed(program, session):
    parts = ast.parse(program).body
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        last = parts.pop() if isinstance(parts[-1], ast.Expr) else None
        exec(compile(ast.Module(parts, []), "block", "exec"), session)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "block", "eval"), session)
            if value is not None:
                print(value)
    return re.sub(" +$", "", out.getvalue(), flags=re.M)


def check(page, writes):
    """How many blocks were run, and how many of them print what is not shown."""
    text, session, differing, blocks = page.read_text(), {}, 0, 0

    def run(match):
        nonlocal differing, blocks
        if "gongjian" not in session and "import gongjian" not in match["program"]:
            return match[0]
        blocks += 1
        out = printed(match["program"], session)
        if out != (match["shown"] or ""):
            differing += 1
            line = text.count("\n", 0, match.start()) + 1
            print(f"{page.name}:{line} shows\n{match['shown']}\nand prints\n{out}")
        return f"```python\n{match['program']}```\n" + (f"\n```text\n{out}```\n" if out else "")

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        again = BLOCK.sub(run, text)
    if writes:
        page.write_text(again)
    return blocks, differing


def main():
    writes = "--write" in sys.argv
    missing = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        print(f"SKIPPED: not installed: {', '.join(missing)}")
        return 77
    pages = [Path(argument).resolve() for argument in sys.argv[1:] if argument != "--write"]
    found = [check(page, writes) for page in pages]
    assert found and all(blocks for blocks, _ in found), "a page has no blocks"
    print(f"{sum(blocks for blocks, _ in found)} blocks, {sum(differing for _, differing in found)} of them differ")
    if writes or not any(differing for _, differing in found):
        return 0
    print("where this is meant, --write puts it into the pages")
    return 1


if __name__ == "__main__":
    sys.exit(main())
