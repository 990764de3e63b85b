"""gongjian (共建): why district-level co-building alliances stall, and what keeps them alive.

    import gongjian
    run = gongjian.run("leader_leaves")
    run.outcomes["activity"], run.series["activity"], run.districts["participation"]

Scenario says what is run; run, compare, sweep and evaluate run it, with the results of the command line to the last
bit, on all cores. Ctrl-C stops them within a week of the run (a moment). What can be set and seen is listed by
scenarios, experiments, parameters, levers, outcomes and series. docs/python.md shows all of it at work.

numpy is needed; pandas and xarray where a result is asked for as a table or by district.
"""
from ._catalogue import experiments, levers, outcomes, parameters, scenarios, series
from ._gongjian import version as __version__
from ._language import Error, language
from ._runs import Comparison, Run, compare, evaluate, open_results, run, sweep
from ._scenario import Scenario

__all__ = ["Comparison", "Error", "Run", "Scenario", "compare", "evaluate", "experiments", "language", "levers",
           "open_results", "outcomes", "parameters", "run", "scenarios", "series", "sweep"]
