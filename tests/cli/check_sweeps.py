#!/usr/bin/env python3
"""Sweeps that are killed, stopped, starved and spread over ranks: each check is a sentence that holds.

    check_sweeps.py [--long] GONGJIAN [PART-OF-A-NAME]

Prints a line for each check and a count; ends with status 1 where one fails. --long kills 30 times where a few do
otherwise. Checks that want mpirun, or a disk of their own (root), are skipped where there is none.
"""
import hashlib
import json
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import h5py

BINARY = ""
LONG = False
MPIRUN = ["mpirun", "--allow-run-as-root", "--oversubscribe"]

EXPERIMENT = """
scenario = "leader_leaves"
replicates = 2
{common}
[common]
weeks = {weeks}
population = {{ preset = "workshop" }}

[design]
kind = "lhs"
points = {points}

[[factor]]
path = "levers.two_way"
low = 0
high = 1

[[factor]]
path = "parameters.attention.mean_tenure_years"
low = 1
high = 6

[[policy]]
name = "as it is"

[[policy]]
name = "registered"
[[policy.lever]]
name = "registration"
value = 1.0
"""


class Skipped(Exception):
    pass


# ---- words the checks are written in


def experiment(points=20, weeks=60, common="", name="e.toml"):
    Path(name).write_text(EXPERIMENT.format(points=points, weeks=weeks, common=common))
    return name


def command(*arguments, ranks=False):
    if ranks and shutil.which("mpirun") is None:
        raise Skipped("no mpirun")
    if ranks and not (Path(BINARY).parent / "gongjian_mpi.so").exists():
        raise Skipped("built without MPI")
    return [*([*MPIRUN, "-n", "3"] if ranks else []), BINARY, "--lang", "en", *arguments]


def run(*arguments, ranks=False, **options):
    return subprocess.run(command(*arguments, ranks=ranks), capture_output=True, text=True, timeout=300, **options)


def result_of(*arguments, **options):
    done = run(*arguments, "--json", **options)
    assert done.returncode == 0, f"{arguments}: {done.returncode} {done.stderr}"
    return json.loads(done.stdout.splitlines()[-1])


def sweep(path, results, *arguments, **options):
    return result_of("sweep", path, "-o", results, *arguments, **options)


def bytes_of(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def rows_kept(results):
    """The rows in the shards of a work folder, each as often as it is there."""
    rows = []
    for shard in sorted(Path(results + ".work").glob("shard-*")):
        data = shard.read_bytes()
        at = 24
        while at + 4 <= len(data):
            (size,) = struct.unpack_from("<I", data, at)
            if at + 4 + size + 8 > len(data):
                break
            rows.append(struct.unpack_from("<Q", data, at + 4)[0])
            at += 4 + size + 8
    return rows


def wait_for_rows(results, started):
    """Until a sweep that goes on has kept some."""
    while not rows_kept(results):
        assert started.poll() is None, "the sweep has ended"
        time.sleep(0.01)


def kill_at_random(arguments, results, moments, kills, ranks):
    """Starts a sweep again and again until it is done, killing it `kills` times in all, and gives what it ends with."""
    done_before = 0
    killed = 0
    while killed < kills:
        started = subprocess.Popen(command(*arguments, ranks=ranks), start_new_session=True, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        time.sleep(moments.uniform(0.02, 0.6 if not ranks else 1.2))
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
            killed += 1
        started.communicate()
        if ranks:
            time.sleep(0.1)  # ranks are in process groups of their own, in its session, and end as mpirun does
            subprocess.run(["pkill", "-KILL", "-s", str(started.pid)], check=False)
            time.sleep(0.1)
        if Path(results).exists():  # it came to its end before it was killed
            return killed
        kept = rows_kept(results) if Path(results + ".work").exists() else []
        assert len(kept) == len(set(kept)), "a row was run twice"
        assert len(kept) >= done_before, f"rows were lost: {done_before} before, {len(kept)} after"
        done_before = len(kept)
    return killed


def survives_kills(ranks):
    moments = random.Random(7 if ranks else 5)
    path = experiment(points=75, weeks=208)
    undisturbed = sweep(path, "undisturbed.h5", ranks=ranks)
    expected = bytes_of("undisturbed.h5")
    wanted = 30 if LONG else 6
    killed = 0
    rounds = 0
    while killed < wanted:
        rounds += 1
        killed += kill_at_random(["sweep", path, "-o", "k.h5"], "k.h5", moments, wanted - killed, ranks)
        kept = len(rows_kept("k.h5")) if Path("k.h5.work").exists() else 0
        if not Path("k.h5").exists():
            last = sweep(path, "k.h5", ranks=ranks)
            assert last["done_earlier"] == kept, f"{kept} rows were kept, {last['done_earlier']} were taken"
        elif Path("k.h5.work").exists():  # killed between the results and the end
            assert run("sweep", path, "-o", "k.h5").returncode == 0
        assert bytes_of("k.h5") == expected, "the bytes differ from those of an undisturbed sweep"
        assert not Path("k.h5.work").exists()
        Path("k.h5").unlink()
    return f"{killed} kills in {rounds} sweeps of {undisturbed['rows']} rows"


# ---- what holds


def results_are_the_same_bytes_from_1_thread_2_threads_and_3_ranks():
    path = experiment(points=20)
    sweep(path, "one.h5", "--threads", "1")
    sweep(path, "two.h5", "--threads", "2")
    assert bytes_of("one.h5") == bytes_of("two.h5")
    sweep(path, "ranks.h5", ranks=True)
    assert bytes_of("one.h5") == bytes_of("ranks.h5")


def any_row_run_again_has_the_same_hash():
    path = experiment(points=20)
    rows = sweep(path, "r.h5")["rows"]
    for row in [0, rows - 1, *random.Random(1).sample(range(rows), 6)]:
        again = result_of("rerun", "r.h5", "--row", str(row))
        assert again["same"], again


def a_sweep_that_is_killed_ends_with_the_bytes_of_an_undisturbed_one():
    return survives_kills(ranks=False)


def ranks_that_are_killed_end_with_the_bytes_of_undisturbed_ones():
    return survives_kills(ranks=True)


def a_rank_that_is_killed_ends_the_job_with_a_message_and_loses_nothing():
    path = experiment(points=150, weeks=260)
    started = subprocess.Popen(command("sweep", path, "-o", "j.h5", ranks=True), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    wait_for_rows("j.h5", started)
    ranks = subprocess.run(["pgrep", "-P", str(started.pid)], capture_output=True, text=True).stdout.split()
    assert len(ranks) >= 2, ranks
    os.kill(int(ranks[-1]), signal.SIGKILL)
    out, err = started.communicate(timeout=60)
    assert started.returncode != 0
    assert "signal" in (out + err).lower() or "killed" in (out + err).lower(), out + err
    kept = rows_kept("j.h5")
    assert kept
    assert sweep(path, "j.h5")["done_earlier"] == len(set(kept))


def an_interrupted_sweep_says_how_to_go_on():
    path = experiment(points=150, weeks=260)
    started = subprocess.Popen(command("sweep", path, "-o", "i.h5"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for_rows("i.h5", started)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=60)
    assert started.returncode == 130, err
    assert re.search(r"Stopped; \d+ of 600 runs are kept in i.h5.work, and the same command goes on", err), err
    assert not Path("i.h5").exists()
    kept = len(rows_kept("i.h5"))
    assert sweep(path, "i.h5")["done_earlier"] == kept


def a_sweep_refuses_to_mix_with_a_changed_experiment():
    path = experiment(points=150, weeks=260)
    started = subprocess.Popen(command("sweep", path, "-o", "c.h5"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_rows("c.h5", started)
    started.kill()
    started.wait()
    Path(path).write_text(Path(path).read_text().replace("high = 6", "high = 5"))
    done = run("sweep", path, "-o", "c.h5")
    assert done.returncode == 1
    assert "was changed since" in done.stderr and "uniform(1, 6)" in done.stderr and "uniform(1, 5)" in done.stderr, done.stderr
    assert rows_kept("c.h5")
    assert sweep(path, "c.h5", "--force")["done_earlier"] == 0


def a_sweep_that_is_done_is_not_done_again():
    path = experiment(points=3)
    sweep(path, "d.h5")
    before = os.stat("d.h5").st_mtime_ns
    done = run("sweep", path, "-o", "d.h5")
    assert done.returncode == 0 and "already" in done.stdout, done
    assert os.stat("d.h5").st_mtime_ns == before
    done = run("sweep", experiment(points=4), "-o", "d.h5")
    assert done.returncode == 1 and "exists already" in done.stderr, done
    assert "was: points = 3" in done.stderr and "is:  points = 4" in done.stderr and "--force" in done.stderr, done.stderr
    done = run("sweep", experiment(points=3), "-o", "d.h5", "--seed", "5")
    assert done.returncode == 1 and "first seed" in done.stderr, done.stderr


def a_sweep_whose_csv_of_points_was_changed_is_not_taken_for_done():
    path = experiment()
    Path(path).write_text(Path(path).read_text().replace('kind = "lhs"\npoints = 20', 'kind = "csv"\nfile = "p.csv"'))
    Path("p.csv").write_text("two_way,mean_tenure_years\n0.25,2\n")
    sweep(path, "p.h5")
    done = run("sweep", path, "-o", "p.h5")
    assert done.returncode == 0 and "already" in done.stdout, done
    Path("p.csv").write_text("two_way,mean_tenure_years\n0.25,3\n")
    done = run("sweep", path, "-o", "p.h5")
    assert done.returncode == 1 and "exists already" in done.stderr and "from a CSV file" in done.stderr, done


def parts_of_an_array_job_are_the_runs_of_the_whole():
    """The recipe of docs/experiments.md, word for word but for the experiment and the number of parts."""
    path = experiment(points=7, weeks=20, name="reforms_robust.toml")
    done = run("sweep", path, "--write-points", "points.csv")
    assert done.returncode == 0 and "7" in done.stdout and not Path("reforms_robust.h5").exists(), done
    assert "exists" in run("sweep", path, "--write-points", "points.csv").stderr
    script = Path(__file__).resolve().parents[2].joinpath("docs/experiments.md").read_text().split("#SBATCH --array=0-9")[1].split("```")[0]
    script = script.replace("-v n=10", "-v n=3").replace("--threads 16", "--threads 2").replace("gongjian sweep", f"{BINARY} sweep")
    for part in range(3):
        subprocess.run(["bash", "-ec", script], env={**os.environ, "SLURM_ARRAY_TASK_ID": str(part)}, check=True, capture_output=True)
    sweep(path, "whole.h5")
    with h5py.File("whole.h5") as whole:
        hashes = whole["hash"][:]
    for part in range(3):
        with h5py.File(f"part_{part}.h5") as file:
            assert (file["hash"][:] == hashes[part::3]).all(), part


def files_of_others_beside_a_sweep_are_left_alone():
    path = experiment(points=3)
    os.mkdir("w.h5.work")
    Path("w.h5.work/thesis.txt").write_text("mine")
    done = run("sweep", path, "-o", "w.h5", "--force")
    assert done.returncode == 1 and "w.h5.work holds thesis.txt, which gongjian did not put there" in done.stderr, done
    sweep(path, "other.h5")
    os.rename("other.h5", "w.h5")
    assert run("sweep", path, "-o", "w.h5").returncode == 0  # nothing is left to do
    assert os.listdir("w.h5.work") == ["thesis.txt"]


def two_processes_do_not_work_on_one_sweep():
    path = experiment(points=150, weeks=260)
    first = subprocess.Popen(command("sweep", path, "-o", "t.h5"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_rows("t.h5", first)
    second = run("sweep", path, "-o", "t.h5")
    first.kill()
    first.wait()
    assert second.returncode == 1 and "another process is at work" in second.stderr, second


def a_dry_run_tells_rows_time_and_disk_and_writes_nothing():
    path = experiment(points=20)
    before = sorted(os.listdir())
    told = result_of("sweep", path, "--dry-run")
    assert told["rows"] == 80 and told["points"] == 20 and told["seconds"] > 0 and told["bytes"] > 0, told
    assert sorted(os.listdir()) == before


def a_dry_run_counts_the_runs_that_are_done():
    path = experiment(points=20)
    first = subprocess.Popen(command("sweep", path, "-o", "t.h5"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_rows("t.h5", first)
    first.kill()
    first.wait()
    before = sorted(os.listdir("t.h5.work"))
    planned = result_of("sweep", path, "-o", "t.h5", "--dry-run")
    assert 0 < planned["done"] < planned["rows"] == 80, planned
    assert "done before" in run("sweep", path, "-o", "t.h5", "--dry-run").stdout
    assert sorted(os.listdir("t.h5.work")) == before
    assert result_of("sweep", path, "-o", "t.h5", "--dry-run", "--force")["done"] == 0
    assert result_of("sweep", path, "-o", "u.h5", "--dry-run")["done"] == 0
    assert result_of("sweep", path, "-o", "t.h5", "--dry-run", "-n", "3")["done"] == 0  # of another experiment
    assert result_of("sweep", path, "-o", "t.h5")["done_earlier"] == planned["done"]
    whole = result_of("sweep", path, "-o", "t.h5", "--dry-run")
    assert (whole["done"], whole["seconds"]) == (80, 0), whole
    Path("junk.h5").write_bytes(b"junk")
    for results, more in (("t.h5", ["--force"]), ("t.h5", ["-n", "3"]), ("junk.h5", [])):
        assert result_of("sweep", path, "-o", results, "--dry-run", *more)["done"] == 0, (results, more)


def rows_that_fail_are_recorded_and_kill_nothing():
    Path("f.toml").write_text("""
scenario = "leader_leaves"
[common]
weeks = 10
population = { preset = "workshop" }
[design]
kind = "grid"
[[factor]]
path = "parameters.population.in_service_share"
values = [0.3, 0.6]
[[factor]]
path = "parameters.population.retired_share"
values = [0.2, 0.45]
""")
    told = sweep("f.toml", "f.h5")
    assert told["failed"] == 1, told
    with h5py.File("f.h5") as results:
        assert list(results["status"][:, 0, 0]) == [1, 1, 1, 2]
        assert list(results["failures/row"]) == [3]
        assert "together they may be 1 at most" in results["failures/reason"].asstr()[0]
        assert results["activity"][3, 0, 0] != results["activity"][3, 0, 0]


def as_nobody():
    """Options that run the program as somebody whom permissions bind: root is not."""
    if os.geteuid() != 0:
        return {}
    try:
        subprocess.run([BINARY, "--version"], user="nobody", capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise Skipped("the program lies where only root may go") from None
    return {"user": "nobody"}


class Disk:
    """A small disk of its own, where the system allows one."""

    def __init__(self, size):
        self.size = size

    def __enter__(self):
        self.folder = tempfile.mkdtemp()
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.size}", "tmpfs", self.folder], capture_output=True)
        if made.returncode != 0:
            os.rmdir(self.folder)
            raise Skipped("a disk can't be mounted here")
        return Path(self.folder)

    def __exit__(self, *_):
        subprocess.run(["umount", self.folder], check=True)
        os.rmdir(self.folder)


def a_full_disk_is_told_and_loses_nothing():
    path = experiment(points=200, weeks=30)
    with Disk("100k") as disk:
        full = run("sweep", path, "-o", str(disk / "full.h5"))
        assert full.returncode == 1 and "could not write" in full.stderr and "full" in full.stderr, full
        kept = rows_kept(str(disk / "full.h5"))
        assert kept and len(kept) == len(set(kept))
        subprocess.run(["mount", "-o", "remount,size=10m", str(disk)], check=True)
        assert sweep(path, str(disk / "full.h5"))["done_earlier"] == len(kept)
        sweep(path, "room.h5")
        assert bytes_of(disk / "full.h5") == bytes_of("room.h5")


def a_folder_made_read_only_during_a_sweep_is_told_and_loses_nothing():
    path = os.path.abspath(experiment(points=150))
    options = as_nobody()
    os.mkdir("open")
    os.chmod("open", 0o777)
    os.chmod(".", 0o755)
    started = subprocess.Popen(command("sweep", path, "-o", "open/x.h5"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               text=True, **options)
    while not (Path("open/x.h5.work").exists() and rows_kept("open/x.h5")):
        time.sleep(0.01)
    os.chmod("open/x.h5.work", 0o555)
    told = started.communicate(timeout=120)[1]
    os.chmod("open/x.h5.work", 0o755)
    assert started.returncode == 1 and "could not write open/x.h5.work" in told and "Permission denied" in told, told
    kept = rows_kept("open/x.h5")
    assert kept and len(kept) == len(set(kept))
    assert sweep(path, "open/x.h5")["done_earlier"] == len(kept)


def a_folder_that_can_t_be_written_is_told():
    os.mkdir("closed")
    os.chmod("closed", 0o555)
    options = as_nobody()
    path = experiment(points=3)
    os.chmod(".", 0o755)
    done = run("sweep", os.path.abspath(path), "-o", "closed/x.h5", **options)
    assert done.returncode == 1 and "could not write closed/x.h5.work: Permission denied" in done.stderr, done
    assert os.listdir("closed") == []


# ---- running the checks


def holds(check):
    name = check.__name__.replace("_", " ").replace(" t be ", "'t be ")
    home = os.getcwd()
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    try:
        told = check()
        print(f"ok      {name}" + (f" ({told})" if told else ""), flush=True)
        return True
    except Skipped as reason:
        print(f"SKIPPED {name}: {reason}", flush=True)
        return True
    except Exception:
        print(f"FAILED  {name}", flush=True)
        traceback.print_exc(file=sys.stdout)
        return False
    finally:
        os.chdir(home)
        shutil.rmtree(folder, ignore_errors=True)


def main():
    global BINARY, LONG
    arguments = sys.argv[1:]
    LONG = "--long" in arguments
    arguments = [a for a in arguments if a != "--long"]
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    BINARY = os.path.abspath(arguments[0])
    part = arguments[1] if len(arguments) == 2 else ""
    results = [holds(check) for check in CHECKS if part in check.__name__]
    print(f"{sum(results)} of {len(results)} checks hold")
    sys.exit(not all(results))


CHECKS = [
    results_are_the_same_bytes_from_1_thread_2_threads_and_3_ranks,
    any_row_run_again_has_the_same_hash,
    a_sweep_that_is_killed_ends_with_the_bytes_of_an_undisturbed_one,
    ranks_that_are_killed_end_with_the_bytes_of_undisturbed_ones,
    a_rank_that_is_killed_ends_the_job_with_a_message_and_loses_nothing,
    an_interrupted_sweep_says_how_to_go_on,
    a_sweep_refuses_to_mix_with_a_changed_experiment,
    a_sweep_that_is_done_is_not_done_again,
    a_sweep_whose_csv_of_points_was_changed_is_not_taken_for_done,
    parts_of_an_array_job_are_the_runs_of_the_whole,
    files_of_others_beside_a_sweep_are_left_alone,
    two_processes_do_not_work_on_one_sweep,
    a_dry_run_tells_rows_time_and_disk_and_writes_nothing,
    a_dry_run_counts_the_runs_that_are_done,
    rows_that_fail_are_recorded_and_kill_nothing,
    a_full_disk_is_told_and_loses_nothing,
    a_folder_made_read_only_during_a_sweep_is_told_and_loses_nothing,
    a_folder_that_can_t_be_written_is_told,
]

if __name__ == "__main__":
    main()
