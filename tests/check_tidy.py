#!/usr/bin/env python3
"""Asks clang-tidy about the program's sources, by the list in .clang-tidy.

    check_tidy.py BUILD [FILE…]

BUILD is a folder of a build, whose commands it takes. Without files all sources are looked at but those of the tests,
on all cores (an hour). Ends with status 1 where anything is found, and with 77 where there is no clang-tidy.
"""
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def sources(build):
    files = {Path(entry["directory"], entry["file"]).resolve() for entry in json.loads((build / "compile_commands.json").read_text())}
    return sorted(file for file in files if file.is_relative_to(ROOT) and "tests" not in file.relative_to(ROOT).parts)


def main():
    if not shutil.which("clang-tidy"):
        print("clang-tidy was not found")
        return 77
    build = Path(sys.argv[1])
    files = [Path(name).resolve() for name in sys.argv[2:]] or sources(build)

    def look_at(file):
        command = ["clang-tidy", "--quiet", "-p", build, "--extra-arg=-Wno-unknown-warning-option",
                   f"--header-filter={ROOT}/(engine|analysis|cli|viz|bench)/", file]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return file.relative_to(ROOT), done.returncode, done.stdout

    found = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for file, status, said in pool.map(look_at, files):
            found += status != 0
            print(f"{'FAILED ' if status else 'ok     '} {file}{chr(10) + said if status else ''}", flush=True)
    print(f"{len(files)} sources, {found} of them with findings")
    return found != 0


if __name__ == "__main__":
    sys.exit(main())
