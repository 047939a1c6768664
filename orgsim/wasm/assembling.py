"""From numba's LLVM text to a WebAssembly file. Run as a module, because numba reads its settings when it is first imported."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from llvmlite import binding as llvm

TRIPLE = "wasm32-unknown-unknown"
LAYOUT = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
FEATURES = "+bulk-memory,+simd128"
#: Settings under which numba's text depends on no machine, and is left unoptimized: its passes would suit this processor.
SETTINGS = {
    "NUMBA_CPU_NAME": "generic",
    "NUMBA_CPU_FEATURES": "",
    "NUMBA_LOOP_VECTORIZE": "0",
    "NUMBA_SLP_VECTORIZE": "0",
    "NUMBA_OPT": "0",
    "NUMBA_DISABLE_JIT": "0",
    "NUMBA_BOUNDSCHECK": "0",
    "PYTHONHASHSEED": "0",
}
STACK = 1 << 18
#: What counts references to arrays; ours belong to nobody.
_COUNTERS = ("NRT_incref", "NRT_decref")


def retargeted(text: str) -> str:
    """LLVM text for WebAssembly, in which references to arrays are not counted."""
    text = re.sub(r"^target datalayout = .*$", f'target datalayout = "{LAYOUT}"', text, flags=re.M)
    text = re.sub(r"^target triple = .*$", f'target triple = "{TRIPLE}"', text, flags=re.M)
    for name in _COUNTERS:
        nothing = f"define internal void @{name}(ptr %0) alwaysinline {{\n  ret void\n}}"
        text = re.sub(rf"^define [^\n]*@{name}\(.*?^\}}", nothing, text, flags=re.M | re.S)
    return text


def wrapped(text: str, inner: str, name: str) -> str:
    """With a function `name` that calls `inner` without the two pointers numba returns results and exceptions by."""
    kinds = [str(argument.type) for argument in llvm.parse_assembly(text).get_function(inner).arguments][2:]
    given = ", ".join(f"{kind} %a{place}" for place, kind in enumerate(kinds))
    body = f'  %r = alloca ptr\n  %e = alloca ptr\n  %s = call i32 @"{inner}"(ptr %r, ptr %e, {given})\n  ret i32 %s\n'
    return f"{text}\ndefine i32 @{name}({given}) {{\n{body}}}\n"


def machine() -> Any:
    """LLVM's WebAssembly."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    return llvm.Target.from_triple(TRIPLE).create_target_machine(opt=3, cpu="generic", features=FEATURES)


def linked(texts: dict[str, str]) -> Any:
    """One optimized LLVM module of the functions named by the keys; everything else is internal and goes where unused."""
    whole: Any = None
    for name, text in texts.items():
        module = llvm.parse_assembly(text)
        for symbol in (*module.functions, *module.global_variables):
            if not symbol.is_declaration and symbol.name != name:
                symbol.linkage = "internal"
        if whole is None:
            whole = module
        else:
            whole.link_in(module)
    target = machine()
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = options.slp_vectorization = False
    builder = llvm.create_pass_builder(target, options)
    builder.getModulePassManager().run(whole, builder)
    return target.emit_object(whole)


def assemble(texts: dict[str, str]) -> bytes:
    """The WebAssembly file that exports the functions named by the keys. Raises RuntimeError when it cannot be linked."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "kernel.o"), Path(folder, "kernel.wasm")
        source.write_bytes(linked(texts))
        exports = [f"--export={name}" for name in (*texts, "__heap_base")]
        options = ["--no-entry", "--gc-sections", "--strip-all", "--stack-first", "-z", f"stack-size={STACK}"]
        linker = [sys.executable, "-m", "ziglang", "wasm-ld", str(source), "-o", str(target)]
        done = subprocess.run([*linker, *options, *exports], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"wasm-ld: {done.stderr.strip()}")
        return target.read_bytes()


def main(target: Path) -> None:
    """Write the module to a file."""
    from orgsim.wasm.entries import ENTRIES, exported

    texts = {}
    for entry in ENTRIES:
        inner, text = exported(entry)
        texts[entry.__name__] = wrapped(retargeted(text), inner, entry.__name__)
    target.write_bytes(assemble(texts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
