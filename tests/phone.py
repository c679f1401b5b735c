"""A person with a phone: real headless Chromium, driven step by step, with axe-core looking over their shoulder."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import browser

_SCRIPT = r"""
const fs = require("fs"), readline = require("readline");
const modules = process.argv[2];
const { chromium } = require(modules + "/playwright-core");
const axeSource = fs.readFileSync(modules + "/axe-core/axe.min.js", "utf8");
const people = {};
async function look(one, picture) {
  const page = one.page;
  await page.evaluate(() => document.querySelectorAll("details").forEach(d => d.open = true));
  let found = { violations: [] };
  if (one.scripts) {
    await page.evaluate(axeSource);
    found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  }
  const facts = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > window.innerWidth,
    scripts: document.querySelectorAll("script, iframe, object, embed").length,
    small: [...document.querySelectorAll("button, input:not([type=hidden]), select, nav a")].filter(e => {
      const box = e.getBoundingClientRect(); return box.width && (box.height < 24 || box.width < 24); }).length,
    text: document.body.innerText, title: document.title, html: document.documentElement.lang }));
  if (picture) await page.screenshot({ path: picture, fullPage: true });
  const said = one.said.splice(0), asked = [...one.asked]; one.asked.clear();
  return { ...facts, said, asked, url: page.url(), status: one.status,
    violations: found.violations.map(v => ({ id: v.id, help: v.help, nodes: v.nodes.map(n => n.html) })) };
}
const steps = {
  async person(browser, wish) {
    const context = await browser.newContext({ viewport: { width: wish.width, height: 800 },
      colorScheme: wish.dark ? "dark" : "light", locale: wish.locale, javaScriptEnabled: wish.scripts,
      ignoreHTTPSErrors: true });
    const page = await context.newPage(); page.setDefaultTimeout(20000);
    const one = { context, page, scripts: wish.scripts, said: [], asked: new Set(), status: 0 };
    page.on("console", m => one.said.push(m.text()));
    page.on("dialog", d => { one.said.push("dialog: " + d.message()); d.dismiss(); });
    page.on("request", r => one.asked.add(new URL(r.url()).origin));
    page.on("response", r => { if (r.request().isNavigationRequest()) one.status = r.status(); });
    people[wish.who] = one;
  },
  async go(_, wish) { await people[wish.who].page.goto(wish.url); },
  async fill(_, wish) { await people[wish.who].page.getByLabel(wish.label, { exact: true }).first().fill(wish.value); },
  async choose(_, wish) { const page = people[wish.who].page;
    await page.getByLabel(wish.label, { exact: true }).first().selectOption(wish.value); },
  async press(_, wish) { const page = people[wish.who].page;
    await page.getByRole("button", { name: wish.name, exact: true }).first().click(); await page.waitForLoadState(); },
  async follow(_, wish) { const page = people[wish.who].page;
    await page.getByRole("link", { name: wish.name, exact: true }).first().click(); await page.waitForLoadState(); },
  async look(_, wish) { return look(people[wish.who], wish.picture); },
  async cookies(_, wish) { return await people[wish.who].context.cookies(); },
  async plant(_, wish) { await people[wish.who].context.addCookies(wish.cookies); },
  async html(_, wish) { const page = people[wish.who].page; await page.setContent(wish.content); },
};
(async () => {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  process.stdout.write("{}\n");
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const wish = JSON.parse(line);
    try { process.stdout.write(JSON.stringify({ done: (await steps[wish.do](browser, wish)) ?? null }) + "\n"); }
    catch (error) { process.stdout.write(JSON.stringify({ failed: String(error) }) + "\n"); }
  }
  await browser.close();
})().catch(error => { console.error(error); process.exit(1); });
"""


@dataclass(frozen=True)
class Seen:
    """What stands on a page, and what axe-core and the browser say of it with everything unfolded."""

    violations: list[dict[str, object]]
    wide: bool
    """Whether it scrolls sideways."""
    scripts: int
    small: int
    """Things to press that are smaller than 24 px."""
    text: str
    title: str
    html: str
    """Its language."""
    said: list[str]
    asked: list[str]
    """Origins that were asked for something."""
    url: str
    status: int

    @property
    def faults(self) -> list[object]:
        """What is wrong with it as a page; empty where nothing is."""
        found: list[object] = [*self.violations, *self.said]
        found += ["scrolls sideways"] if self.wide else []
        found += ["runs something"] if self.scripts else []
        found += [f"{self.small} too small to press"] if self.small else []
        return found + ([f"asked {self.asked}"] if len(self.asked) > 1 else [])


class Phone:
    """One person's browser."""

    def __init__(self, process: subprocess.Popen[str], who: str) -> None:
        self._process, self._who = process, who

    def _do(self, step: str, **wish: object) -> Any:  # Any: JSON
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": step, "who": self._who, **wish}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"failed": "the browser ended"}')
        assert "failed" not in answer, answer["failed"]
        return answer["done"]

    def go(self, url: str) -> None:
        """Open an address."""
        self._do("go", url=url)

    def fill(self, label: str, value: str) -> None:
        """Type into the field with that label."""
        self._do("fill", label=label, value=value)

    def choose(self, label: str, value: str) -> None:
        """Choose in the list with that label."""
        self._do("choose", label=label, value=value)

    def press(self, name: str) -> None:
        """Press the first button of that name."""
        self._do("press", name=name)

    def follow(self, name: str) -> None:
        """Follow the first link of that name."""
        self._do("follow", name=name)

    def look(self, picture: Path | None = None) -> Seen:
        """What is to be seen."""
        return Seen(**self._do("look", picture=None if picture is None else str(picture)))

    def cookies(self) -> list[dict[str, Any]]:
        """What the hub left in the browser."""
        return list(self._do("cookies"))

    def plant(self, cookies: list[dict[str, Any]]) -> None:
        """Put cookies there, as somebody might who had the phone in their hands."""
        self._do("plant", cookies=cookies)

    def html(self, content: str) -> None:
        """Show a page of somebody else's making."""
        self._do("html", content=content)

    def sign_in(self, url: str, name: str, password: str) -> None:
        """Sign in."""
        self.go(f"{url}/sign-in")
        self.fill("Name", name)
        self.fill("Password", password)
        self.press("Sign in")


class Phones:
    """A browser that several people use, each apart from the others."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process, self._count = process, 0

    def phone(
        self, width: int = 390, *, dark: bool = False, locale: str = "en-GB", scripts: bool = True
    ) -> Phone:
        """A new person's; without JavaScript axe-core cannot look, everything else goes on."""
        self._count += 1
        one = Phone(self._process, str(self._count))
        one._do("person", width=width, dark=dark, locale=locale, scripts=scripts)
        return one


@contextlib.contextmanager
def phones() -> Iterator[Phones]:
    """Real Chromium, until the block ends."""
    modules = browser.fetched()
    script = modules.parent / "phone.cjs"
    script.write_text(_SCRIPT, "utf-8")
    command = [sys.executable, "-c", browser._RUN.format("node"), str(script), str(modules)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline(), "Chromium did not start"
        yield Phones(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()
