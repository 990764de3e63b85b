#!/usr/bin/env python3
"""Checks and runs each scenario of tests/bad_scenarios and each experiment of tests/bad_experiments, checks each lesson of
tests/bad_lessons, and demands the messages that they expect, word for word; and the same of each place in Chinese.

    check_bad_scenarios.py GONGJIAN

A bad file begins with lines `# expect: MESSAGE`, or has its messages in NAME.expect beside it where its first lines
can't be read. `…` in a message stands for anything. Prints a line for each scenario and a count; ends with status 1
where one of them is not told as expected.
"""
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
FOLDERS = {"bad_scenarios": "run", "bad_experiments": "sweep", "bad_lessons": None}  # and the command that takes its files
LONGEST_SECONDS = 2


def expected_messages(scenario):
    beside = scenario.with_suffix(".expect")
    if beside.exists():
        return beside.read_text().splitlines()
    lines = scenario.read_bytes().decode(errors="replace").splitlines()
    return [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]


def is_told(expected, told):
    patterns = [".*".join(map(re.escape, message.split("…"))) for message in expected]
    return len(told) == len(patterns) and all(map(re.fullmatch, patterns, told))


def what_is_wrong(gongjian, scenario, expected, arguments):
    """Why a command on a bad scenario doesn't end as it should, or nothing."""
    with tempfile.TemporaryDirectory() as empty:
        start = time.monotonic()
        try:
            done = subprocess.run([gongjian, "--lang", "en", *arguments], cwd=empty, timeout=60, capture_output=True)
        except subprocess.TimeoutExpired:
            return "did not end"
        seconds = time.monotonic() - start
        told = done.stderr.decode(errors="replace").replace(f"{scenario.parent}/", "").splitlines()
        if done.returncode != 1:
            return f"ended with {done.returncode}: {told}"
        if not is_told(expected, told):
            return "\n    expected ".join(["other messages", *expected]) + "\n    told     ".join(["", *told])
        if done.stdout:
            return f"printed {done.stdout[:80]}"
        if left := os.listdir(empty):
            return f"left {left}"
        if seconds > LONGEST_SECONDS:
            return f"took {seconds:.1f} s"
    return None


def is_translation(chinese, english):
    """Whether a message is in Chinese, of the same place, without words of the English around what was read."""
    own_words = re.sub(r'"[^"]*"|`[^`]*`|^\S+: ', "", chinese)
    is_chinese = re.search("[\u4e00-\u9fff]", own_words) is not None
    is_left = re.search(r"\b(allowed|another|but|give|must|there|this|wanted|which)\b", own_words)
    same_place = chinese.split(": ")[0] == english.split(": ")[0] or not re.match(r"\S+:\d", english)
    return is_chinese and same_place and ("TOML" in chinese or is_left is None)


def what_is_wrong_in_chinese(gongjian, scenario):
    """Why the messages on a bad scenario are not in Chinese as they are in English, or nothing."""
    told = []
    for language in ("en", "zh"):
        done = subprocess.run([gongjian, "--lang", language, "check", str(scenario)], timeout=60, capture_output=True)
        if done.returncode != 1:
            return f"ended with {done.returncode} in {language}"
        told.append(done.stderr.decode(errors="replace").splitlines())
    if len(told[0]) != len(told[1]):
        return f"tells {len(told[0])} lines in English and {len(told[1])} in Chinese"
    return next((f"tells in Chinese: {zh}" for en, zh in zip(*told) if not is_translation(zh, en)), None)


def tells(gongjian, scenario, expected, command="run"):
    for arguments in [["check", str(scenario)]] + ([[command, str(scenario), "-o", "X.h5"]] if command else []):
        if wrong := what_is_wrong(gongjian, scenario, expected, arguments):
            print(f"FAILED  {scenario.name}: `{arguments[0]}` {wrong}")
            return False
    if wrong := what_is_wrong_in_chinese(gongjian, scenario):
        print(f"FAILED  {scenario.name}: {wrong}")
        return False
    print(f"ok      {scenario.name}: {len(expected)} problem{'s' if len(expected) != 1 else ''}")
    return True


def made_here(folder):
    """Bad scenarios that are too large or too odd to be kept as files: (path, messages)."""
    yield folder / "missing.toml", ["missing.toml: there is no such file, and no scenario of this name…"]
    inside = folder / "folder.toml"
    inside.mkdir()
    yield inside, ["folder.toml: this is a folder; name a scenario file"]
    large = folder / "large.toml"
    large.write_text("# a comment\n" * (2 << 20 >> 3))
    yield large, ["large.toml: larger than 1 MiB; a file like this should take a few kilobytes"]
    many = folder / "many_levers.toml"
    many.write_text("[[lever]]\nname = 'two_way'\n" * 1001)
    yield many, ["many_levers.toml:1:1: more than 1000 levers, events and remarks"]
    if os.geteuid() == 0:
        print("SKIPPED unreadable.toml: root reads everything")
        return
    unreadable = folder / "unreadable.toml"
    unreadable.touch(mode=0)
    yield unreadable, ["unreadable.toml: could not be opened: Permission denied"]


def odd_but_valid(folder):
    yield folder / "empty.toml", b""
    yield folder / "byte_order_mark.toml", b"\xef\xbb\xbfweeks = 52\n"
    yield folder / "carriage_returns.toml", b"weeks = 52\r\n\r\n[log]\r\nevery = 4\r\n"
    yield folder / "no_last_newline.toml", b"weeks = 52"
    yield folder / "comment_alone.toml", "# 情景".encode()


def is_accepted(gongjian, path):
    done = subprocess.run([gongjian, "--lang", "en", "check", str(path)], capture_output=True, text=True)
    told = [line for line in done.stdout.splitlines() if not line.startswith(f"{path}: note: ")]
    good = (done.returncode, told, done.stderr) == (0, [f"{path}: this scenario is valid"], "")
    print(f"{'ok     ' if good else 'FAILED '} {path.name}: valid" + ("" if good else f", but {done.stderr}"))
    return good


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    gongjian = os.path.abspath(sys.argv[1])
    results = []
    for folder, command in FOLDERS.items():
        for scenario in sorted((TESTS / folder).glob("*.toml")):
            expected = expected_messages(scenario)
            if not expected:
                print(f"FAILED  {scenario.name}: it expects nothing")
            results.append(bool(expected) and tells(gongjian, scenario, expected, command))
    with tempfile.TemporaryDirectory() as folder:
        results += [tells(gongjian, path, expected) for path, expected in made_here(Path(folder))]
        for path, content in odd_but_valid(Path(folder)):
            path.write_bytes(content)
            results.append(is_accepted(gongjian, path))
    print(f"{sum(results)} of {len(results)} files are told as expected")
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
