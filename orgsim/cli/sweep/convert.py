"""`orgsim sweep convert`: a sweep's results as CSV, Zarr or netCDF."""

from __future__ import annotations

from pathlib import Path

from orgsim.cli.sweep.common import bytes_text, parser_of

SUMMARY = "write its results as CSV, Zarr or netCDF"
_DESCRIPTION = """\
write a sweep's results in another format.

csv has a row for each run and a second file, design.csv, with a row for each point; zarr and netcdf
have arrays over point and replication with the design beside them. Without converting anything,
pandas, polars, R and DuckDB read the Parquet files in chunks/runs as they are.
"""
_EXAMPLE = """\
example:
  orgsim sweep convert results/phase_diagram-3f2a9c81 --to netcdf --output results/export
"""


def run(arguments: list[str]) -> int:
    """Convert a folder's results."""
    parser = parser_of("convert", _DESCRIPTION, _EXAMPLE)
    parser.add_argument("--to", required=True, metavar="FORMAT", help="csv, zarr or netcdf")
    parser.add_argument("--table", default="runs", help="runs, or what was kept beside them: quantiles, series (runs)")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="where to write (export/ in the sweep's folder)")
    options = parser.parse_args(arguments)

    from orgsim.sweeps.converting import convert
    from orgsim.sweeps.sweep_results import open_sweep

    folder = options.folder / "export" if options.output is None else options.output
    for path in convert(open_sweep(options.folder), options.to, folder, table=options.table):
        files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
        print(f"{path}  {bytes_text(sum(each.stat().st_size for each in files))}")
    return 0
