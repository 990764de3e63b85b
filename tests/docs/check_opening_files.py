#!/usr/bin/env python3
"""The blocks of docs/opening_files.md, and those in Python of README.md that need nothing of ours, run as they stand.

    check_opening_files.py GONGJIAN REPOSITORY python|r

Runs the blocks for a shell and those of one language, in their order. Ends with status 1 where one fails or prints
nothing, and with 77 where the language's readers of HDF5 are not installed.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

RUNNERS = {"sh": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"], "r": ["Rscript", "-e"]}
NEEDS = {"python": "import h5netcdf, h5py, pandas, xarray", "r": "library(hdf5r)"}


def blocks(page, languages):
    """(line, language, text) of each block in one of the languages."""
    text = page.read_text()
    for match in re.finditer(r"^```(\w+)\n(.*?)^```$", text, flags=re.M | re.S):
        if match[1] in languages:
            yield text.count("\n", 0, match.start()) + 1, match[1], match[2]


def run(page, line, language, text):
    done = subprocess.run([*RUNNERS[language], text], capture_output=True, text=True, timeout=300)
    failed = done.returncode != 0 or not done.stdout.strip()
    print(f"{'FAILED' if failed else 'ok    '} {page.name}:{line} ({language})\n{done.stdout if failed else ''}{done.stderr}", end="")
    return not failed


def main():
    binary, repository, language = sys.argv[1:]
    if not shutil.which(RUNNERS[language][0]) or subprocess.run([*RUNNERS[language], NEEDS[language]], capture_output=True).returncode:
        print(f"SKIPPED: not installed: {NEEDS[language]}")
        return 77
    os.environ["PATH"] = f"{Path(binary).resolve().parent}:{os.environ['PATH']}"
    page, readme = Path(repository).resolve() / "docs/opening_files.md", Path(repository).resolve() / "README.md"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        held = [run(page, *block) for block in blocks(page, {"sh", language})]
        if language == "python":  # its blocks read what ./start has left
            Path("results").mkdir()
            shutil.copy("results.h5", "results/leader_leaves.h5")
            held += [run(readme, *block) for block in blocks(readme, {"python"}) if "import gongjian" not in block[2]]
    assert len(held) > 3, "the pages have no blocks"
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
