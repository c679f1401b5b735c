"""Writes `wellbeing/lean/xcb_declarations.py` anew for the xcffib that is installed: `python packaging/xcb.py`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from wellbeing.lean import xcb

HEAD = '''"""What xcffib declares of libxcb, taken apart beforehand. Written by packaging/xcb.py."""
# mypy: ignore-errors
# pyright: reportMissingModuleSource=false

'''


def written() -> str:
    """The module for the xcffib that is installed."""
    import_module("xcffib.ffi")
    taken_apart = import_module("cffi").FFI()
    taken_apart.cdef(sys.modules["xcffib.ffi"].CDEF)
    taken_apart.set_source("wellbeing.lean.xcb_declarations", None)
    with TemporaryDirectory() as folder:
        file = Path(folder, "declarations.py")
        taken_apart.emit_python_code(str(file))
        code = file.read_text("utf-8").removeprefix("# auto-generated file\n")
    return f'{HEAD}{code}\nOF = "{xcb.fingerprint()}"\n'


if __name__ == "__main__":
    (Path(xcb.__file__).with_name("xcb_declarations.py")).write_text(written(), "utf-8")
