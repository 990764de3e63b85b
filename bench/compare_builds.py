"""Compares two builds on one machine, pair by pair: compare_builds.py OLD NEW [PAIRS] [PART…].

Each pair runs `gongjian bench` of both builds, in turns first one and then the other, so that what the machine does
meanwhile meets both. Printed is the ratio new / old of each figure: the median over pairs, the lowest and highest.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile


def figures(program, parts):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "bench.json"
        subprocess.run([program, "bench", *parts, "--quick", "-o", str(path)], check=True, stdout=subprocess.DEVNULL)
        return {f["name"]: f for f in json.loads(path.read_text())["figures"]}


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    old, new = sys.argv[1:3]
    pairs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    parts = sys.argv[4:] or ["runs", "sweeps"]
    ratios, units = {}, {}
    for pair in range(pairs):
        order = (old, new) if pair % 2 == 0 else (new, old)
        got = {program: figures(program, parts) for program in order}
        for name, figure in got[old].items():
            if name in got[new] and figure["value"] > 0:
                ratios.setdefault(name, []).append(got[new][name]["value"] / figure["value"])
                units[name] = figure["unit"]
        print(f"pair {pair + 1} of {pairs} done", file=sys.stderr)
    print(f"{'new / old':>9}  {'lowest':>7} {'highest':>7}  figure")
    for name, values in ratios.items():
        print(f"{statistics.median(values):9.3f}  {min(values):7.3f} {max(values):7.3f}  {name} ({units[name]})")


if __name__ == "__main__":
    main()
