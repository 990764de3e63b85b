#!/usr/bin/env python3
"""Pages of docs/ that the program writes are what it writes.

    check_generated_docs.py GONGJIAN DOCS

Ends with status 1 where a page differs, and tells the first line that does and the command that makes it anew.
"""
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

PAGES = {"parameters.md": ["--lang", "en", "list", "--markdown"]}


def main():
    binary, docs = sys.argv[1:]
    failed = False
    for name, arguments in PAGES.items():
        printed = subprocess.run([binary, *arguments], capture_output=True, text=True, check=True).stdout
        command = f"gongjian {' '.join(arguments)} > docs/{name}"
        assert command in printed.splitlines()[0], f"the first line does not name the command: {printed.splitlines()[0]}"
        path = Path(docs) / name
        stored = path.read_text() if path.exists() else ""
        if stored == printed:
            print(f"docs/{name} is what the program prints")
            continue
        failed = True
        lines = zip_longest(stored.splitlines(), printed.splitlines(), fillvalue="(no line)")
        number, (old, new) = next(((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1]), (0, ("", "")))
        print(f"docs/{name}:{number}: the page has\n  {old}\nthe program prints\n  {new}\nMake it anew: {command}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
