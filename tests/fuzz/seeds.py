#!/usr/bin/env python3
"""Makes the seeds of every fuzzing target from what is shipped and from what the tests know as wrong.

    seeds.py FOLDER

Writes FOLDER/TARGET/…. Seeds of the HDF5 targets are scripts of edits (h5_edits.hpp).
"""
import random
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS, TESTS = ROOT / "scenarios", ROOT / "tests"
LARGEST = 20_000  # bytes of a seed

HOST = "Host: {HOST}\r\n"
POST = HOST + "Origin: http://{HOST}\r\nContent-Type: application/json\r\n"


def post(path, body, more="{COOKIE}"):
    return f"POST {path} HTTP/1.1\r\n{POST}Content-Length: {len(body)}\r\n{more}\r\n{body}"


VOTES = [
    f"GET / HTTP/1.1\r\n{HOST}Accept-Language: zh-CN,en;q=0.5\r\n\r\n", f"GET /state HTTP/1.1\r\n{HOST}{{COOKIE}}\r\n",
    f"GET /state HTTP/1.0\r\n{HOST}\r\n", post("/join", '{"code":""}'), post("/join", '{"code":"123456"}', ""),
    post("/vote", '{"round":1,"option":0}'), post("/vote", '{"round":1,"option":1}', "Expect: 100-continue\r\n"),
    f"POST /vote HTTP/1.1\r\n{POST}Transfer-Encoding: chunked\r\n\r\n5\r\n{{}}\r\n\r\n0\r\n\r\n",
    f"GET /{'x' * 9000} HTTP/1.1\r\n{HOST}\r\n", post("/vote", "[" * 1000), "\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
]


def population(name):
    parts = [SCENARIOS / "populations" / f"example_{part}.csv" for part in ("units", "members", "subdistricts")]
    lines = {"whole": 10_000, "short": 12, "units": 12}[name]
    texts = ["".join(part.read_text().splitlines(keepends=True)[:lines]) for part in parts]
    return "\f".join(texts[:1] if name == "units" else texts)


def scripts():
    """One edit of each kind on many objects, and some of several edits."""
    draw = random.Random(1)
    for kind in range(5):
        for n in range(40):
            yield bytes([draw.randrange(256), draw.randrange(256), kind] + [draw.randrange(256) for _ in range(12)])
    for _ in range(40):
        yield bytes(draw.randrange(256) for _ in range(80))


def seeds():
    def tomls(*folders):
        return {path.stem: path.read_bytes() for folder in folders for path in sorted(folder.glob("*.toml"))}

    yield "scenario", {**tomls(SCENARIOS, TESTS / "bad_scenarios"), "base": b'extends = "base.toml"\nseed = 2\n',
                       "deep": b"a." * 30 + b"a = 1\n"}
    yield "experiment", tomls(SCENARIOS / "sweeps", TESTS / "bad_experiments")
    yield "lesson", tomls(SCENARIOS / "lessons", TESTS / "bad_lessons")
    yield "population", {name: population(name).encode() for name in ("whole", "short", "units")}
    yield "votes", {f"{n}": text.encode("latin-1") for n, text in enumerate(VOTES)}
    for target in ("checkpoint", "log", "results"):
        yield target, {"unchanged": b"", **{f"{n}": script for n, script in enumerate(scripts())}}


def main():
    for target, files in seeds():
        folder = Path(sys.argv[1]) / target
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in files.items():
            if len(content) <= LARGEST:
                (folder / name).write_bytes(content)


main()
