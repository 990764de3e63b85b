#!/usr/bin/env python3
"""What only shows after long: each check is a sentence that holds.

    soak.py GONGJIAN [MINUTES [PART-OF-A-NAME]]      MINUTES: how long a sweep is interrupted (default 60)

Prints a line for each check and a count; ends with status 1 where one fails.
"""
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import h5py
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from check_sweeps import experiment, holds  # noqa: E402

BINARY = ""
MINUTES = 60.0
MIB = 1 << 20


def resident(pid):
    """MiB that a process has in memory; 0 once it has ended."""
    try:
        with open(f"/proc/{pid}/status") as status:
            found = re.search(r"VmRSS:\s+(\d+)", status.read())
            return int(found[1]) / 1024 if found else 0
    except FileNotFoundError:
        return 0


def ten_thousand_runs_in_one_process_leave_its_memory_flat():
    """From a quarter of the way on, where all buffers have their size, memory grows by no more than 400 bytes a run."""
    path = experiment(points=2500, weeks=520, name="many.toml")
    process = subprocess.Popen([BINARY, "sweep", path, "-o", "many.h5"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = []
    while process.poll() is None:
        seen.append(resident(process.pid))
        time.sleep(0.25)
    assert process.returncode == 0
    with h5py.File("many.h5") as results:
        done = int((results["status"][:] == 1).sum())
    assert done == 10000, done
    seen = [mib for mib in seen if mib > 0]
    quarter = len(seen) // 4
    start, end = np.median(seen[quarter : quarter + 8]), np.median(seen[-8:])
    assert end - start < 7500 * 400 / MIB, f"{start:.1f} MiB grew to {end:.1f}"
    return f"{done} runs, {start:.1f} MiB after a quarter, {end:.1f} at the end, at most {max(seen):.1f}"


def interrupt_until_it_ends(command):
    """Kills, terminates or interrupts the command every few seconds and starts it again, until it ends; how often it was which."""
    chance = random.Random(1)
    kills = {signal.SIGKILL: 0, signal.SIGTERM: 0, signal.SIGINT: 0}
    began = told_at = time.monotonic()
    while True:
        if time.monotonic() > told_at + 300:
            told_at = time.monotonic()
            print(f"… {(told_at - began) / 60:.0f} minutes, {sum(kills.values())} interruptions", file=sys.stderr, flush=True)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            _, told = process.communicate(timeout=chance.choice([0.05, 0.3, 1, 3, 10]) * (0.5 + chance.random()))
            assert process.returncode == 0, told
            return kills
        except subprocess.TimeoutExpired:
            kind = chance.choice(list(kills))
            kills[kind] += 1
            process.send_signal(kind)
            process.communicate()
            if process.returncode == 0:  # it came to its end before the signal came to it
                return kills
            # Negative: by the signal itself, which a process that has only just begun does not watch for yet.
            assert process.returncode in (-kind, 130, 143), f"{kind.name}: {process.returncode}"


def a_sweep_that_is_interrupted_again_and_again_ends_with_the_bytes_of_an_undisturbed_one():
    path = experiment(points=150, weeks=520, name="long.toml")
    alone = time.monotonic()
    subprocess.run([BINARY, "sweep", path, "-o", "quiet.h5"], check=True, capture_output=True)
    alone = time.monotonic() - alone
    # As many points as take half of the time alone: the undisturbed sweep goes on beside the other and has half of the machine.
    points = max(150, int(150 * MINUTES * 60 / 2 / alone))
    path = experiment(points=points, weeks=520, name="long.toml")
    quiet = subprocess.Popen([BINARY, "sweep", path, "-o", "quiet.h5", "--force"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        began = time.monotonic()
        kills = interrupt_until_it_ends([BINARY, "sweep", path, "-o", "disturbed.h5"])
        minutes = (time.monotonic() - began) / 60
        assert quiet.wait() == 0
    finally:
        quiet.kill()
    with open("quiet.h5", "rb") as one, open("disturbed.h5", "rb") as other:
        assert one.read() == other.read()
    return f"{points * 4} runs in {minutes:.0f} minutes, {sum(kills.values())} interruptions: " + ", ".join(f"{name.name} {n}" for name, n in kills.items())


def a_million_rows():
    """A results file of a million rows, in the shape of a small one that was run: chance in the place of outcomes."""
    path = experiment(points=4, weeks=52, name="small.toml")
    subprocess.run([BINARY, "sweep", path, "-o", "small.h5"], check=True, capture_output=True)
    points, policies, replicates = 250000, 2, 2
    chance = np.random.default_rng(1)
    with h5py.File("small.h5") as small, h5py.File("million.h5", "w", track_order=True) as large:
        for key, value in small.attrs.items():
            large.attrs[key] = value

        def copy(name, item):
            if isinstance(item, h5py.Group):
                made = large.create_group(name, track_order=True)
            elif item.ndim > 0 and item.shape[0] == 4 and "/" not in name:
                shape = (points, *item.shape[1:])
                made = large.create_dataset(name, shape, item.dtype)
                if name == "point":
                    made[:] = np.arange(points)
                elif name == "status":
                    made[:] = 1
                elif item.dtype.kind == "f":
                    made[:] = chance.random(shape) * (1 + abs(np.nan_to_num(item[:]).mean()))
                else:
                    made[:] = chance.integers(1, 1 << 62, shape)
            else:
                made = large.create_dataset(name, data=item[()], dtype=item.dtype)
            for key, value in item.attrs.items():
                if key not in ("DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME", "_Netcdf4Dimid", "_Netcdf4Coordinates"):
                    made.attrs[key] = value

        small.visititems(copy)
        for name, item in small.items():
            if isinstance(item, h5py.Dataset) and h5py.h5ds.is_scale(item.id):
                large[name].make_scale(name)
        for name, item in small.items():
            if isinstance(item, h5py.Dataset) and not h5py.h5ds.is_scale(item.id):
                for axis in range(item.ndim):
                    if len(item.dims[axis]):
                        large[name].dims[axis].attach_scale(large[item.dims[axis][0].name])
    return "million.h5"


def a_million_rows_of_results_are_read_within_a_bound_of_memory():
    path = a_million_rows()
    bound = 1024
    told = []
    for what in (["info"], ["analyse", "--method", "prcc", "--outcome", "activity", "--resamples", "20"],
                 ["analyse", "--method", "prim", "--outcome", "activity", "--below", "0.3"],
                 ["analyse", "--method", "rank", "--outcome", "activity"], ["export", "-o", "million.csv"], ["report", "-o", "million.html"]):
        arguments = [BINARY, what[0], path, *what[1:]]
        start = time.monotonic()
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (4096 * MIB, 4096 * MIB)))
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        mib = usage.ru_maxrss / 1024
        told.append(f"{' '.join(what[:3])} {mib:.0f} MiB {time.monotonic() - start:.0f} s")
        assert status == 0, f"{what}: {errors}"
        assert mib < bound, told
    return "; ".join(told)


CHECKS = [
    ten_thousand_runs_in_one_process_leave_its_memory_flat,
    a_million_rows_of_results_are_read_within_a_bound_of_memory,
    a_sweep_that_is_interrupted_again_and_again_ends_with_the_bytes_of_an_undisturbed_one,
]


def main():
    global BINARY, MINUTES
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    BINARY = os.path.abspath(sys.argv[1])
    MINUTES = float(sys.argv[2]) if len(sys.argv) > 2 else MINUTES
    part = sys.argv[3] if len(sys.argv) > 3 else ""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background would ignore it, and so would what this starts
    results = [holds(check) for check in CHECKS if part in check.__name__]
    print(f"{sum(results)} of {len(results)} checks hold")
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
