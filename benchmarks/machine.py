"""What was measured on, and what: processor, compilers, versions, and the commit with whatever was changed since."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

import llvmlite
from llvmlite import binding

from orgsim.provenance import model_hash, versions

ROOT = Path(__file__).parents[1]
CACHES = Path("/sys/devices/system/cpu/cpu0/cache")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def commit() -> str:
    """The commit that is measured, 12 digits, with `-dirty` when code was changed since; `unknown` outside a repository."""
    found = _git("rev-parse", "--short=12", "HEAD") or "unknown"
    changed = _git("status", "--porcelain", "--", "orgsim", "benchmarks", ":!benchmarks/results", ":!benchmarks/README.md")
    return f"{found}-dirty" if changed else found


def processor() -> str:
    """The processor's name as it gives it itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def caches() -> str:
    """The caches of one core, such as `L1d 32K, L2 1024K, L3 32768K`."""
    found = []
    for index in sorted(CACHES.glob("index*")):
        level, kind, size = ((index / name).read_text(encoding="utf-8").strip() for name in ("level", "type", "size"))
        if kind != "Instruction":
            found.append(f"L{level}{'d' if kind == 'Data' else ''} {size}")
    return ", ".join(found) or "unknown"


def describe() -> dict[str, str]:
    """Everything about the machine and the code that a figure depends on, by name."""
    features = binding.get_host_cpu_features()
    widths = {"avx512f": "AVX-512", "avx2": "AVX2", "avx": "AVX", "neon": "NEON"}
    vectors = next((name for key, name in widths.items() if features.get(key)), "SSE2 or less")
    packages = versions()
    return {
        "commit": commit(),
        "model": model_hash()[:16],
        "processor": f"{processor()} ({binding.get_host_cpu_name()}, {vectors}), {os.cpu_count()} cores",
        "caches": caches(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": packages["python"],
        "numba": packages["numba"],
        "llvm": f"{'.'.join(map(str, binding.llvm_version_info))} (llvmlite {llvmlite.__version__})",
        "numpy": packages["numpy"],
        "mesa": packages["mesa"],
        "load": f"{os.getloadavg()[0]:.2f} when the benchmark started",
    }
