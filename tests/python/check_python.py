#!/usr/bin/env python3
"""The Python module: each check is a sentence that holds.

    check_python.py GONGJIAN [PART-OF-A-NAME]

The module is found by PYTHONPATH. Prints a line for each check and a count; ends with status 1 where one fails.
"""
import copy
import datetime
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy
import xarray

import gongjian

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from check_cli import hold_all

BINARY = ""
SMALL = {"population.preset": "workshop", "weeks": 60}
ON_COMMAND_LINE = ["--population", "workshop", "--weeks", "60"]
CITY = {"population.preset": "shanghai", "population.member_share": 0.01, "weeks": 10}
EXPERIMENT = """
scenario = "leader_leaves"
replicates = 2
[common]
weeks = 60
population = { preset = "workshop" }
[design]
kind = "lhs"
points = 10
[[factor]]
path = "levers.two_way"
low = 0
high = 1
[[factor]]
path = "event.0.week"
low = 10
high = 50
"""


# ---- words the checks are written in


def printed(*arguments, code=0):
    done = subprocess.run([BINARY, "--lang", "en", *arguments], capture_output=True, text=True, timeout=300)
    assert done.returncode == code, f"{arguments}: {done.returncode} {done.stderr}"
    return done.stdout if code == 0 else done.stderr


def object_of(*arguments):
    return json.loads(printed(*arguments, "--json"))


def small(name="leader_leaves", **settings):
    return gongjian.Scenario(name, {**SMALL, **settings})


def error_of(call, kind=gongjian.Error):
    try:
        call()
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__} was raised")


def same(one, other):
    return numpy.array_equal(numpy.asarray(one, dtype=float), numpy.asarray(other, dtype=float), equal_nan=True)


def interrupted_after(seconds, call):
    """How long a call goes on after Ctrl-C; it must raise KeyboardInterrupt."""
    timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    start = time.monotonic()
    error_of(call, KeyboardInterrupt)
    timer.join()
    return time.monotonic() - start - seconds


def in_python(program, **environment):
    """What a Python of its own prints."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300,
                          env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout


# ---- scenarios


def a_scenario_tells_what_it_is():
    scenario = gongjian.Scenario("leader_leaves")
    assert (scenario.name, scenario.weeks, scenario.seed) == ("leader_leaves", 520, 1), scenario
    assert scenario.start_date == datetime.date(2014, 1, 6) and scenario.districts == ["District"]
    assert "leader" in scenario.title and scenario.title in repr(scenario)
    assert scenario.events[0]["kind"] == "leader_turnover" and scenario.events[0]["week"] == 156, scenario.events
    assert scenario.parameters["parameters.attention.mean_tenure_years"] > 0
    levers = gongjian.Scenario("corporate_survives").levers
    assert {"registration", "own_income"} <= {lever["name"] for lever in levers}, levers
    campaign, = [event for event in gongjian.Scenario("expo_campaign").events if event["kind"] == "campaign"]
    assert isinstance(campaign["end"], int) and campaign["end"] > campaign["week"], campaign
    merger = gongjian.Scenario("district_merger").events[0]
    assert merger["kind"] == "district_merger" and merger["from"] != merger["into"], merger


def settings_are_those_of_the_command_line():
    values = {"levers.two_way": numpy.float64(0.5), "levers.two_way.start": numpy.int64(30), "weeks": 60,
              "population.preset": "workshop", "start_date": datetime.date(2015, 1, 5), "log.by": ["district", "kind"],
              "event.0.mean_attention": 0.25}
    texts = ["levers.two_way=0.5", "levers.two_way.start=30", "weeks=60", "population.preset=workshop",
             "start_date=2015-01-05", 'log.by=["district", "kind"]', "event.0.mean_attention=0.25"]
    by_value, by_text = gongjian.Scenario("leader_leaves", values), gongjian.Scenario("leader_leaves", texts)
    assert by_value == by_text and by_value.text == by_text.text and hash(by_value) == hash(by_text)
    lever, = by_value.levers
    assert (lever["name"], lever["value"], lever["start"], lever["districts"]) == ("two_way", 0.5, 30, ["*"]), lever
    assert by_value.events[0]["mean_attention"] == 0.25
    assert "object" in str(error_of(lambda: by_value.with_({"weeks": object()}), TypeError))


def a_changed_scenario_leaves_the_first_as_it_was():
    first = small()
    text = first.text
    second = first.with_({"levers.two_way": 1, "parameters.attention.mean_tenure_years": 2})
    assert first.text == text and not first.levers and first != second
    assert second.levers[0]["value"] == 1 and second.weeks == 60
    assert second.parameters["parameters.attention.mean_tenure_years"] == 2
    error_of(lambda: second.parameters.update({"weeks": 1}), AttributeError)


def a_scenario_is_the_same_again_from_its_text():
    for scenario in (small("corporate_survives"), small("district_merger", **CITY)):
        again = gongjian.Scenario(scenario.text, path=scenario.path)
        assert again.text == scenario.text and again == scenario
        assert pickle.loads(pickle.dumps(scenario)) == scenario == copy.deepcopy(scenario)
    assert gongjian.run(small("corporate_survives").text).hash == gongjian.run(small("corporate_survives")).hash
    text = 'extends = "baseline_stable.toml"\nweeks = 60\n[population]\npreset = "workshop"\n'
    written = gongjian.Scenario(text, path="folder/mine.toml")
    assert written.name == "mine" and gongjian.run(written).hash == gongjian.run(small("baseline_stable")).hash


def errors_are_told_in_both_languages():
    one = error_of(lambda: gongjian.Scenario("leader_leafs"))
    assert isinstance(one, ValueError) and 'did you mean "leader_leaves"?' in str(one), one
    all_at_once = str(error_of(lambda: small(**{"levers.two_wy": 1, "parameters.attention.mean_tenure_years": -1})))
    assert "two_way" in all_at_once and "mean_tenure_years" in all_at_once and len(all_at_once.splitlines()) == 2, all_at_once
    told = printed("run", "leader_leaves", "--set", "levers.two_wy=1", code=1).strip()
    assert told == str(error_of(lambda: gongjian.Scenario("leader_leaves", {"levers.two_wy": 1}))), told
    assert gongjian.language() == "en"
    try:
        gongjian.language("zh")
        assert "没有这个文件" in str(one) and "没有这个文件" in str(pickle.loads(pickle.dumps(one))), one
        assert "领导" in gongjian.Scenario("leader_leaves").title
        assert gongjian.outcomes().description["activity"] == "末年活跃度"
    finally:
        gongjian.language("en")
    assert gongjian.outcomes().description["activity"] == "activity in the last year"
    error_of(lambda: gongjian.language("fr"), ValueError)
    program = "import gongjian; print(gongjian.language())"
    assert in_python(program, LC_ALL="zh_CN.UTF-8") == "zh\n" and in_python(program, LC_ALL="C.UTF-8") == "en\n"


# ---- runs


def a_run_has_the_hash_and_outcomes_of_the_command_line():
    for name, seed in (("leader_leaves", 1), ("two_way_corporate_shock", 7)):
        told = object_of("run", name, *ON_COMMAND_LINE, "--seed", str(seed), "--no-log")
        runs = [gongjian.run(small(name), seed=seed, threads=threads) for threads in (1, 2, 3)]
        assert {run.hash for run in runs} == {told["hash"]}, (told, runs)
        assert runs[0].scenario.seed == seed
        table = printed("run", name, *ON_COMMAND_LINE, "--seed", str(seed), "--no-log")
        assert f"{runs[0].units:,} units, {runs[0].members:,} members" in table, table
        means = object_of("compare", name, *ON_COMMAND_LINE, "--seed", str(seed), "-n", "1")["scenarios"][0]["outcomes"]
        assert set(means) == set(runs[0].outcomes)
        assert same([runs[0].outcomes[each] for each in means], [means[each]["mean"] for each in means]), means


def tables_of_a_run_name_units_and_meanings():
    run = gongjian.run(small())
    assert run.table.unit["reserve"] == "1000 CNY" and run.table.value["activity"] == run.outcomes["activity"]
    assert run.table.description["activity"] == gongjian.outcomes().description["activity"]
    assert list(run.series.columns) == list(gongjian.series().index) and len(run.series) == 60 and run.series.index.name == "week"
    assert run.series["ever_stalled"].iloc[-1] == run.outcomes["ever_stalled"]
    assert abs(run.series["activity"].iloc[-52:].mean() - run.outcomes["activity"]) < 1e-12
    assert run.districts["reserve"].attrs["units"] == "1000 CNY" and run.districts["reserve"].attrs["long_name"]


def districts_are_what_the_log_holds():
    for scenario in (small(), small("district_merger", **CITY)):
        run = gongjian.run(scenario, log="districts.h5", force=True)
        log = xarray.open_dataset("districts.h5", engine="h5netcdf")
        assert set(log.data_vars) == set(run.districts.data_vars) and len(log.data_vars) > 30
        assert dict(log.sizes) == dict(run.districts.sizes), (log.sizes, run.districts.sizes)
        for name, variable in log.data_vars.items():
            own = run.districts[name]
            assert own.dims == variable.dims and same(own, variable), name
            assert own.attrs["long_name"] == variable.attrs["long_name"], name
            assert own.attrs["units"] == variable.attrs.get("units", own.attrs["units"]), name
        for name, coordinate in log.coords.items():
            assert list(run.districts[name].values) == list(coordinate.values), name
        assert run.hash == object_of("info", "districts.h5")["final_hash"]
        base = run.districts["activity"].values.base
        assert base is not None and numpy.shares_memory(run.districts["activity"].values, run.districts["reserve"].values.base)


def a_log_is_not_overwritten_unasked():
    run = gongjian.run(small(), log="log.h5")
    told = error_of(lambda: gongjian.run(small(), log="log.h5"))
    assert str(told).endswith("log.h5 exists already"), told
    assert gongjian.run(small(), log=Path("log.h5"), force=True).hash == run.hash
    error_of(lambda: gongjian.run(small(), log="no/such/folder/log.h5"))


# ---- several


def a_comparison_is_that_of_the_command_line():
    names = ["leader_leaves", "corporate_survives", "baseline_stable"]
    told = object_of("compare", *names, *ON_COMMAND_LINE, "-n", "5", "-o", "told.h5")
    compared = gongjian.compare([small(name) for name in names], 5, out="compared.h5")
    assert compared.seeds == [1, 2, 3, 4, 5]
    for entry in told["scenarios"]:
        name = entry["scenario"]
        assert compared.hashes[name] == entry["hashes"], name
        for outcome, values in entry["outcomes"].items():
            row = compared.levels.loc[outcome, name]
            assert same([row[key] for key in ("mean", "low", "high", "count")],
                        [values[key] for key in ("mean", "low", "high", "count")]), (outcome, name)
        for outcome, values in entry.get("differences", {}).items():
            row = compared.differences.loc[outcome, name]
            keys = ("mean", "low", "high", "count", "p", "p_adjusted", "variance_ratio")
            infinite = values["variance_ratio"] is None  # JSON has no word for it
            assert same([row[key] for key in keys if not (infinite and key == "variance_ratio")],
                        [values[key] for key in keys if not (infinite and key == "variance_ratio")]), (outcome, name)
            assert same([row["bootstrap_low"], row["bootstrap_high"]], values["bootstrap"]), (outcome, name)
        for outcome, values in entry["standing"].items():
            row = compared.standing.loc[outcome, name]
            assert same([row["best"], row["regret"]], [values["best"]["mean"], values["regret"]]), (outcome, name)
            assert same([row[f"rank_{rank}"] for rank in (1, 2, 3)], values["ranks"]), (outcome, name)
    run = gongjian.run(small("corporate_survives"), seed=3)
    assert compared.runs["activity"].sel(scenario="corporate_survives", replicate=2) == run.outcomes["activity"]
    assert Path("told.h5").read_bytes() == Path("compared.h5").read_bytes()


def scenarios_of_one_name_are_compared_under_names_of_their_own():
    base = small()
    told = error_of(lambda: gongjian.compare([base, base.with_({"levers.two_way": 1})]), ValueError)
    assert "{name: scenario}" in str(told), told
    compared = gongjian.compare({"today": base, "null": base.with_({"levers.two_way": 0})}, 3)
    assert list(compared.runs["scenario"].values) == ["today", "null"]
    assert (compared.differences.xs("null", level="scenario")["mean"].dropna() == 0).all(), "a null policy differs"
    error_of(lambda: gongjian.compare([]), ValueError)
    error_of(lambda: gongjian.compare([small(), small("corporate_survives", weeks=50)], 1))


def a_sweep_leaves_the_bytes_of_the_command_line():
    Path("e.toml").write_text(EXPERIMENT)
    printed("sweep", "e.toml", "-o", "told.h5")
    results = gongjian.sweep("e.toml", "swept.h5", threads=3)
    assert dict(results.sizes) == {"point": 10, "policy": 1, "replicate": 2}, results.sizes
    assert Path("told.h5").read_bytes() == Path("swept.h5").read_bytes()
    assert len(results[["activity", "stalled_at_end"]].to_dataframe()) == 20
    start = Path("swept.h5").stat().st_mtime_ns
    gongjian.sweep("e.toml", "swept.h5")  # is opened at once
    assert Path("swept.h5").stat().st_mtime_ns == start
    told = error_of(lambda: gongjian.sweep("e.toml", "swept.h5", replicates=3))
    assert "replicates" in str(told), told
    assert gongjian.sweep("e.toml", "swept.h5", replicates=3, points=4, settings={"weeks": 20}, force=True).sizes["replicate"] == 3
    by_text = gongjian.sweep(EXPERIMENT)
    assert Path("experiment.h5").exists() and same(by_text["activity"], xarray.open_dataset("told.h5", engine="h5netcdf")["activity"])
    assert "this is a scenario" in str(error_of(lambda: gongjian.sweep("leader_leaves")))


def a_sweep_that_is_interrupted_goes_on():
    Path("long.toml").write_text(EXPERIMENT.replace("points = 10", "points = 400"))
    after = interrupted_after(0.5, lambda: gongjian.sweep("long.toml", "long.h5"))
    assert after < 5 and not Path("long.h5").exists() and Path("long.h5.work").exists(), after
    seen = []
    gongjian.sweep("long.toml", "long.h5", progress=lambda done, of: seen.append((done, of)))
    assert seen[0][0] > 0 and seen[-1] == (800, 800) and not Path("long.h5.work").exists(), seen[:3]
    printed("sweep", "long.toml", "-o", "undisturbed.h5")
    assert Path("long.h5").read_bytes() == Path("undisturbed.h5").read_bytes()


def points_of_a_design_of_one_s_own_are_run():
    paths = ["levers.two_way", "event.0.week", "parameters.attention.mean_tenure_years"]
    draws = numpy.random.default_rng(1).random((8, 3)) * [1, 40, 5] + [0, 5, 1]
    alone = [gongjian.run(small(**dict(zip(paths, [two_way, round(week), years]))), seed=3) for two_way, week, years in draws]
    for threads in (1, 2, 3):
        values = gongjian.evaluate(small(), draws, paths, ["activity", "identity"], seed=3, threads=threads)
        assert values.shape == (8, 2)
        assert same(values, [[run.outcomes["activity"], run.outcomes["identity"]] for run in alone]), values
    several = gongjian.evaluate(small(), numpy.asfortranarray(draws.astype("float32")), paths, seed=[3, 4])
    assert several.shape == (8, 2, len(gongjian.outcomes())) and not same(several[:, 0], several[:, 1])
    told = error_of(lambda: gongjian.evaluate(small(), [[0.5], [1.5]], ["levers.two_way"]))
    assert str(told).startswith("row 1, seed 1: ") and "1.5" in str(told), told
    for wrong in (lambda: gongjian.evaluate(small(), [1, 2], ["levers.two_way"]),
                  lambda: gongjian.evaluate(small(), [[1, 2]], ["levers.two_way"]),
                  lambda: gongjian.evaluate(small(), [[1, 2]], ["levers.two_way"] * 2),
                  lambda: gongjian.evaluate(small(), [[1]], ["levers.two_way"], ["no_such_outcome"])):
        error_of(wrong, ValueError)


def morris_s_effects_are_those_of_the_command_line():
    """A loop as SALib has it: the tool's design is run by hand, and elementary effects come out alike."""
    Path("m.toml").write_text(EXPERIMENT.replace('kind = "lhs"\npoints = 10', 'kind = "morris"\ntrajectories = 4').replace(
        "replicates = 2", "replicates = 1"))
    printed("sweep", "m.toml", "-o", "m.h5")
    printed("sweep", "m.toml", "--write-points", "points.csv")
    points = numpy.loadtxt("points.csv", delimiter=",", skiprows=1)
    values = gongjian.evaluate(small(), points, ["levers.two_way", "event.0.week"], ["activity"])[:, 0]
    swept = xarray.open_dataset("m.h5", engine="h5netcdf")["activity"].isel(policy=0, replicate=0)
    assert same(values, swept) and len(set(values)) > 4, values


# ---- Python's world


def ctrl_c_stops_in_bounded_time():
    city = {"population.preset": "shanghai", "population.member_share": 0.1, "weeks": 5200}
    after = interrupted_after(2, lambda: gongjian.run("leader_leaves", log=None) and gongjian.run(gongjian.Scenario("leader_leaves", city)))
    assert after < 5, after
    long = {"population.preset": "workshop", "weeks": 5200}
    scenario = gongjian.Scenario("leader_leaves", long)
    after = interrupted_after(1, lambda: gongjian.compare([scenario], 10000))
    assert after < 5, after
    after = interrupted_after(1, lambda: gongjian.evaluate(scenario, [[0.5]] * 10000, ["levers.two_way"]))
    assert after < 5, after
    assert gongjian.run(small()).hash == object_of("run", "leader_leaves", *ON_COMMAND_LINE, "--no-log")["hash"]


def a_progress_that_raises_ends_the_run():
    def tired(done, of):
        raise RuntimeError("enough")
    start = time.monotonic()
    told = error_of(lambda: gongjian.run(gongjian.Scenario("leader_leaves", {"weeks": 5200}), progress=tired), RuntimeError)
    assert str(told) == "enough" and time.monotonic() - start < 5
    seen = []
    gongjian.compare([small()], 7, progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (7, 7), seen


def other_threads_go_on_meanwhile():
    """A thread that counts is not kept waiting by a run, and runs in several threads are those of one."""
    counted, done = [0], threading.Event()

    def count():
        while not done.is_set():
            counted[0] += 1
            time.sleep(0.001)
    counter = threading.Thread(target=count)
    counter.start()
    start = time.monotonic()
    gongjian.run("leader_leaves", threads=1)
    seconds = time.monotonic() - start
    done.set()
    counter.join()
    assert counted[0] > 20 * seconds, (counted, seconds)
    hashes = [None] * 4

    def run(position):
        hashes[position] = gongjian.run(small(), seed=position % 2 + 1, threads=2).hash
    threads = [threading.Thread(target=run, args=(position,)) for position in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hashes[:2] == hashes[2:] and hashes[0] != hashes[1] and hashes[0] == gongjian.run(small(), seed=1).hash, hashes


def what_is_not_installed_is_asked_for():
    """numpy alone is needed."""
    program = """
import sys
sys.modules["pandas"] = sys.modules["xarray"] = None
import gongjian
run = gongjian.run(gongjian.Scenario("leader_leaves", {"population.preset": "workshop", "weeks": 4}))
assert gongjian.evaluate(run.scenario, [[1]], ["levers.two_way"], ["activity"]).shape == (1, 1)
for name in ("table", "series", "districts"):
    try:
        getattr(run, name)
        print("nothing was missing")
    except ImportError as error:
        print(error)
"""
    lines = in_python(program).splitlines()
    assert len(lines) == 3 and "install the package python3-pandas" in lines[1] and "python3-xarray" in lines[2], lines


def memory_does_not_grow_with_runs():
    program = """
import resource, gongjian
scenario = gongjian.Scenario("leader_leaves", {"population.preset": "workshop", "weeks": 60})
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _ in range(30): gongjian.run(scenario, threads=1).series
before = peak()
for _ in range(200): gongjian.run(scenario, threads=1).series
print(peak() - before)
"""
    kilobytes = int(in_python(program))
    assert kilobytes < 8000, kilobytes  # a run's frames and series take 0.3 MB


def all_that_is_public_is_described():
    for name in gongjian.__all__:
        thing = getattr(gongjian, name)
        assert thing.__doc__, name
    for names, what in ((gongjian.scenarios(), "scenarios"), (gongjian.experiments(), "experiments"), (gongjian.levers().index, "levers"),
                        (gongjian.outcomes().index, "outcomes")):
        listed = [line.split()[0] for line in printed("list", what).splitlines() if line[:1].isalpha() or line[:2] == "  "]
        assert len(names) > 2 and set(names) <= set(listed), (what, set(names) - set(listed))
    parameters = gongjian.parameters()
    assert (parameters.low <= parameters.default).all() and (parameters.default <= parameters.high).all()
    assert set(parameters.index) == set(gongjian.Scenario("leader_leaves").parameters)
    assert gongjian.__version__ == printed("--version").split()[1]


CHECKS = [
    a_scenario_tells_what_it_is,
    settings_are_those_of_the_command_line,
    a_changed_scenario_leaves_the_first_as_it_was,
    a_scenario_is_the_same_again_from_its_text,
    errors_are_told_in_both_languages,
    a_run_has_the_hash_and_outcomes_of_the_command_line,
    tables_of_a_run_name_units_and_meanings,
    districts_are_what_the_log_holds,
    a_log_is_not_overwritten_unasked,
    a_comparison_is_that_of_the_command_line,
    scenarios_of_one_name_are_compared_under_names_of_their_own,
    a_sweep_leaves_the_bytes_of_the_command_line,
    a_sweep_that_is_interrupted_goes_on,
    points_of_a_design_of_one_s_own_are_run,
    morris_s_effects_are_those_of_the_command_line,
    ctrl_c_stops_in_bounded_time,
    a_progress_that_raises_ends_the_run,
    other_threads_go_on_meanwhile,
    what_is_not_installed_is_asked_for,
    memory_does_not_grow_with_runs,
    all_that_is_public_is_described,
]


def main():
    global BINARY
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    BINARY = os.path.abspath(sys.argv[1])
    gongjian.language("en")
    part = sys.argv[2] if len(sys.argv) == 3 else ""
    hold_all([check for check in CHECKS if part in check.__name__])


if __name__ == "__main__":
    main()
