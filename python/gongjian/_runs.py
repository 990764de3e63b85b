"""Runs, comparisons, sweeps, and tables of runs."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Union

import numpy

from . import _gongjian
from ._language import say
from ._optional import optional, table
from ._scenario import Scenario, Settings, as_scenario, as_texts

if TYPE_CHECKING:
    import pandas
    import xarray

Progress = Union[Callable[[int, int], None], None]
_OUTCOMES = _gongjian.outcomes()
_SERIES = _gongjian.series()


class Run:
    """What one run came to.

    scenario  that was run, with its seed
    hash      of the whole state at the end, as `gongjian run` prints it
    units, members  how many there were
    outcomes  {name: value}, as `gongjian run` tabulates them; NaN where there is none
    """

    def __init__(self, scenario: Scenario, engine: dict[str, Any]) -> None:
        self.scenario = scenario
        self.hash: str = engine["hash"]
        self.units: int = engine["units"]
        self.members: int = engine["members"]
        self.outcomes: dict[str, float] = dict(zip((each["name"] for each in _OUTCOMES), engine["outcomes"]))
        self._engine = engine

    @cached_property
    def table(self) -> pandas.DataFrame:
        """The outcomes with their units and descriptions."""
        rows = [{"outcome": each["name"], "value": self.outcomes[each["name"]], "unit": each["unit"],
                 "description": say(each["description"])} for each in _OUTCOMES]
        return table(rows, "outcome", "Run.table")

    @cached_property
    def series(self) -> pandas.DataFrame:
        """The weekly series of the city: a row a week, a column a series (`gongjian.series()` tells of them)."""
        pandas = optional("pandas", "Run.series")
        values = self._engine["series"]
        return pandas.DataFrame(values.T, index=pandas.RangeIndex(values.shape[1], name="week"),
                                columns=[each["name"] for each in _SERIES], copy=False)

    @cached_property
    def districts(self) -> xarray.Dataset:
        """Every output by week and district (and kind of unit, class of member, …), as a log has it: with `units` and
        `long_name`, the first day of each week as `time`, and Chinese labels beside the English ones."""
        xarray = optional("xarray", "Run.districts")
        layout, frames = self._engine["layout"], self._engine["frames"]
        weeks = len(frames)
        start = numpy.datetime64(self.scenario.start_date, "ns")
        coordinates = {"week": numpy.arange(weeks), "time": ("week", start + 7 * numpy.arange(weeks) * numpy.timedelta64(1, "D"))}
        shape = {}
        for name, text, labels in layout["dimensions"]:
            shape[name] = len(labels)
            coordinates[name] = (name, [english for english, _ in labels], {"long_name": say(text)})
            coordinates[name + "_zh"] = (name, [chinese for _, chinese in labels])
        names = list(shape)
        variables = {}
        for name, dimensions, unit, text, offset, size in layout["variables"]:
            own = [names[position] for position in dimensions]
            values = frames[:, offset:offset + size].reshape(weeks, *(shape[each] for each in own))
            variables[name] = (["week", *own], values, {"units": unit, "long_name": say(text)})
        return xarray.Dataset(variables, coordinates, {"title": self.scenario.title, "seed": self.scenario.seed})

    def __repr__(self) -> str:
        return f"<gongjian.Run {self.scenario.name}, seed {self.scenario.seed}: {self.hash}>"


def run(scenario: Scenario | str, *, seed: int | None = None, threads: int = 0, log: str | os.PathLike | None = None,
        force: bool = False, progress: Progress = None) -> Run:
    """Runs a scenario once.

    seed      instead of the scenario's
    threads   0: one for each core. Results are the same with any number
    log       a file to write the log to (HDF5), as `gongjian run` does; with `force` over one that exists
    progress  called now and then with the number of weeks done, and of all
    """
    scenario = as_scenario(scenario)
    if seed is not None:
        scenario = scenario.with_({"seed": seed})
    return Run(scenario, _gongjian.run(scenario._engine, threads, os.fspath(log or ""), force, progress))


class Comparison:
    """Several scenarios under the same seeds.

    seeds   by replicate
    hashes  {scenario: [hash of each replicate]}
    """

    def __init__(self, names: list[str], engine: dict[str, Any]) -> None:
        self.seeds: list[int] = engine["seeds"]
        self.hashes: dict[str, list[str]] = dict(zip(names, engine["hashes"]))
        self._names = names
        self._engine = engine

    @cached_property
    def levels(self) -> pandas.DataFrame:
        """Mean, 95 % interval (low, high) and number of runs with a value, by outcome and scenario."""
        return table(self._engine["levels"], ["outcome", "scenario"], "Comparison.levels")

    @cached_property
    def differences(self) -> pandas.DataFrame:
        """Differences from the first scenario, paired by seed: mean, 95 % interval, bootstrap interval, p value, and
        that adjusted for all of this table (Holm); and how many times the runs common random numbers save."""
        return table(self._engine["differences"], ["outcome", "scenario"], "Comparison.differences")

    @cached_property
    def standing(self) -> pandas.DataFrame:
        """Of outcomes of which less or more is better: the probability of being best with its interval, of each rank,
        and the expected regret."""
        return table(self._engine["standing"], ["outcome", "scenario"], "Comparison.standing")

    @cached_property
    def runs(self) -> xarray.Dataset:
        """Every outcome of every run, by scenario and replicate."""
        xarray = optional("xarray", "Comparison.runs")
        values = self._engine["values"]
        variables = {each["name"]: (["scenario", "replicate"], values[:, :, position],
                                    {"units": each["unit"], "long_name": say(each["description"])})
                     for position, each in enumerate(_OUTCOMES)}
        return xarray.Dataset(variables, {"scenario": self._names, "replicate": numpy.arange(len(self.seeds)),
                                          "seed": ("replicate", self.seeds)})

    def __repr__(self) -> str:
        return f"<gongjian.Comparison of {', '.join(self._names)}: {len(self.seeds)} replicates>"


def compare(scenarios: Mapping[str, Scenario | str] | Iterable[Scenario | str], n: int = 20, *, seed: int | None = None,
            threads: int = 0, out: str | os.PathLike | None = None, force: bool = False,
            progress: Progress = None) -> Comparison:
    """Runs several scenarios with the same seeds, as `gongjian compare` does.

    scenarios  differences are taken from the first. Where two have the same name, give {name: scenario}
    n          replicates of each
    seed       of the first replicate; the others follow. By default that of the first scenario
    threads    runs at a time; 0: one for each core
    out        a results file to write (HDF5); with `force` over one that exists
    progress   called now and then with the number of runs done, and of all
    """
    if isinstance(scenarios, (str, Scenario)):
        scenarios = [scenarios]
    if not isinstance(scenarios, Mapping):
        listed = [as_scenario(each) for each in scenarios]
        scenarios = {each.name: each for each in listed}
        if len(scenarios) < len(listed):
            raise ValueError("two scenarios have the same name; give {name: scenario} instead of a list "
                             "（有两个情景同名；请改用 {名称: 情景}）")
    if not scenarios or n < 1:
        raise ValueError("compare wants a scenario and a replicate at least （compare 至少需要一个情景和一次重复）")
    named = [(name, as_scenario(each)) for name, each in scenarios.items()]
    first = named[0][1].seed if seed is None else seed
    engine = _gongjian.compare([(name, each._engine) for name, each in named], n, first, threads, os.fspath(out or ""), force,
                               progress)
    return Comparison([name for name, _ in named], engine)


def open_results(path: str | os.PathLike) -> xarray.Dataset:
    """A results file by point, policy and replicate; `.to_dataframe()` makes a table of it."""
    xarray = optional("xarray", "gongjian.open_results")
    optional("h5netcdf", "gongjian.open_results")
    return xarray.open_dataset(path, engine="h5netcdf")


def sweep(experiment: str | os.PathLike, out: str | os.PathLike | None = None, *, settings: Settings = None,
          replicates: int | None = None, points: int | None = None, seed: int | None = None, threads: int = 0,
          force: bool = False, progress: Progress = None) -> xarray.Dataset:
    """Runs an experiment, as `gongjian sweep` does, and opens its results.

    A sweep that was stopped or killed goes on when it is called again; one that is done is opened at once.

    experiment  the name of a shipped one, the path of a file, or the text of one (which has several lines, and is
                called experiment.toml)
    out         the results file (HDF5); NAME.h5 by default
    settings    on top of every policy
    replicates, points, seed  instead of those in the file
    threads     runs at a time; 0: one for each core
    force       start anew, over results that exist
    progress    called now and then with the number of runs done, and of all
    """
    text = os.fspath(experiment)
    path = _gongjian.sweep(text, "\n" in text, os.fspath(out or ""), as_texts(settings), replicates, points, seed, threads,
                           force, progress)
    return open_results(path)


def evaluate(scenario: Scenario | str, points: Any, paths: Sequence[str], outcomes: Sequence[str] | None = None, *,
             seed: int | Sequence[int] | None = None, threads: int = 0, progress: Progress = None) -> numpy.ndarray:
    """The outcomes of a scenario at points of a design of your own, as SALib and EMA Workbench draw them.

    points    [row, path]: what is set in each run. What a scenario takes as a whole number is rounded
    paths     what the columns set, such as "levers.two_way" or "parameters.attention.mean_tenure_years"
    outcomes  names; all of them by default, in the order of `gongjian.outcomes()`
    seed      one for all rows (by default the scenario's): they then differ through their points alone. Or several
    threads   runs at a time; 0: one for each core
    progress  called now and then with the number of runs done, and of all

    Gives [row, outcome]; with several seeds [row, seed, outcome]. Raises Error where a row can't be run, saying which.
    """
    scenario = as_scenario(scenario)
    points = numpy.asarray(points, dtype=float)
    paths = list(paths)
    if points.ndim != 2 or points.shape[1] != len(paths):
        raise ValueError(f"points has the shape {points.shape}; wanted is a row a run and a column for each of the "
                         f"{len(paths)} paths （points 的形状应为每次运行一行、每个路径一列）")
    if len(set(paths)) < len(paths):
        raise ValueError("a path is named twice （有路径重复）")
    known = [each["name"] for each in _OUTCOMES]
    wanted = known if outcomes is None else list(outcomes)
    for name in wanted:
        if name not in known:
            raise ValueError(f"there is no outcome {name!r}; allowed are {', '.join(known)} （没有这个结果指标）")
    one = seed is None or numpy.ndim(seed) == 0
    seeds = [scenario.seed if seed is None else seed] if one else list(seed)
    values = _gongjian.evaluate(scenario._engine, points, paths, seeds, [known.index(name) for name in wanted], threads, progress)
    return values[:, 0, :] if one else values
