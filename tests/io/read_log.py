#!/usr/bin/env python3
"""Opens a log as people do, with h5py and (where installed) xarray, and checks what it promises.

    read_log.py LOG

Prints one line for each part; ends with status 1 and the reason where a promise is broken.
"""
import sys

import h5py
import numpy as np


def check(holds, what):
    if not holds:
        sys.exit(f"read_log.py: {what}")


def series_of(log):
    """The variables of the frames: real numbers over `week`."""
    return {name: item for name, item in log.items()
            if isinstance(item, h5py.Dataset) and item.dtype == np.float64 and item.ndim > 0}


def check_with_h5py(path):
    with h5py.File(path, "r") as log:
        check(log.attrs["format"] == "gongjian-log" and log.attrs["format_version"] == 2, "not a log of version 2")
        weeks = log["week"]
        check(h5py.h5ds.is_scale(weeks.id) and weeks.dtype == np.int32, "`week` is no int32 dimension scale")
        check(len(weeks) == log.attrs["weeks_written"], "`weeks_written` does not match `week`")
        check(np.all(np.diff(weeks[:]) > 0), "weeks are out of order")
        check(log["time"].attrs["units"].startswith("days since "), "`time` has no CF units")
        check(np.array_equal(log["time"][:], weeks[:] * 7), "`time` does not follow `week`")
        series = series_of(log)
        check(series, "there are no variables")
        for name, item in series.items():
            check(item.dims[0][0] == weeks, f"the first dimension of {name} is not `week`")
            for axis in range(item.ndim):
                check(len(item.dims[axis]) == 1, f"axis {axis} of {name} has no scale")
                scale = item.dims[axis][0]
                check(len(scale) == item.shape[axis], f"axis {axis} of {name} does not fit its scale")
                check(h5py.h5ds.is_attached(item.id, scale.id, axis), f"the scale of axis {axis} does not name {name}")
            for attribute in ("units", "long_name", "long_name_zh"):
                check(attribute in item.attrs, f"{name} has no {attribute}")
            check(np.isnan(item.fillvalue), f"{name} is not filled with NaN")
            item[:]
        check(len(log["hash/frame"]) == len(weeks), "a frame has no hash")
        check(("final" in log["hash"].attrs) == bool(log.attrs["complete"]), "the final hash is amiss")
        for key in ("scenario_name", "version", "start_date", "weeks", "every", "seed"):
            check(key in log["provenance"].attrs, f"/provenance lacks {key}")
        check(len(log["provenance/scenario"].asstr()[()]) > 0, "the scenario's text is empty")
        check(log["events/rows"].dtype.names == ("week", "kind", "district", "value"), "events have other columns")
        for column in ("value", "unit", "description"):
            check(log["parameters"][column].dims[0][0] == log["parameters/name"], f"parameters.{column} has no names")
        for name, table in log["agents"].items():
            for column in set(table) - {"week", "row"}:
                check(table[column].shape == (len(table["week"]), len(table["row"])), f"{name}.{column} has holes")
        print(f"h5py: {len(series)} variables over {len(weeks)} weeks")
        return {name: item[:] for name, item in series.items()}


def check_with_xarray(path, series):
    try:
        import h5netcdf  # noqa: F401
        import xarray
    except ImportError as error:
        print(f"xarray: SKIPPED, {error}")
        return
    with xarray.open_dataset(path, engine="h5netcdf") as log:
        check(set(log.data_vars) == set(series), "xarray sees other variables than h5py")
        check(np.issubdtype(log["time"].dtype, np.datetime64), "xarray does not read the dates")
        for name, values in series.items():
            check(log[name].dims[0] == "week", f"xarray: {name} is not over weeks")
            check(np.array_equal(log[name].values, values, equal_nan=True), f"xarray: {name} has other values")
        labels = [name for name in log.dims if name != "week"]
        for name in labels:
            check(all(isinstance(label, str) for label in log[name].values), f"xarray: labels of {name} are no text")
        print(f"xarray: the same, over {', '.join(labels) or 'weeks alone'}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    check_with_xarray(sys.argv[1], check_with_h5py(sys.argv[1]))


if __name__ == "__main__":
    main()
