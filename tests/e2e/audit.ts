/**
 * What axe-core does not look at: sizes, names of tables, focus, live regions.
 *
 * @module
 */

import type { Page } from "playwright-core";
import { violationsOf } from "./axe.ts";

/** Spacing that a reader may set (WCAG 1.4.12). */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }`;

/**
 * Controls that are too small or have lost their words to the edge, and the like. In words. Where the
 * page shows one part at a time it is looked at in each of them.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  const faults = await faultsInSight(page);
  const parts = page.locator(".tabs button:visible");
  const shown = page.locator(".tabs button:visible[aria-pressed=true]");
  const before = await shown.allInnerTexts();
  for (const name of await parts.allInnerTexts()) {
    // Not a real click, which would close what is open.
    const part = parts.filter({ hasText: name });
    await part.evaluate((button: HTMLElement) => button.click());
    await page.waitForFunction(() =>
      !document.querySelector(".to-come:not(:has(button)), .part:empty")
    );
    if (!before.includes(name)) {
      faults.push(...(await faultsInSight(page)).map((fault) => `${name}: ${fault}`));
    }
  }
  for (const name of before) {
    await parts.filter({ hasText: name }).evaluate((button: HTMLElement) => button.click());
  }
  return faults;
}

async function faultsInSight(page: Page): Promise<string[]> {
  return await page.evaluate((spacing) => {
    const faults: string[] = [];
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.checkVisibility();
    };
    const fault = (what: string, { outerHTML }: Element) =>
      faults.push(`${what}: ${outerHTML.slice(0, 120)}`);
    const isInText = (element: Element) =>
      element.matches("a") && element.closest(".log, .link, .room-bar p, .protocol");
    // 2.5.8, and more for a finger. What stands in a label is pressed by the label, too.
    const least = matchMedia("(pointer: coarse)").matches ? 44 : 24;
    for (
      const element of document.querySelectorAll("button, input, select, textarea, summary, a")
    ) {
      const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
      if (!isSeen(element) || isInText(element)) continue;
      if (width < 24 || height < (element.matches("a") ? 24 : least)) {
        fault(`a target of ${width} by ${height} px`, element);
      }
    }
    for (const table of document.querySelectorAll("table:not(.u-legend)")) {
      if (!table.querySelector("caption")) fault("a table without a caption", table);
      if (!table.querySelector("th[scope]")) fault("a table without scopes", table);
    }
    const live = "[role=status], [role=alert], [role=log], [aria-live]";
    for (const region of document.querySelectorAll(live)) {
      if (region.parentElement?.closest(live)) fault("a live region in a live region", region);
    }
    if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
    /** Browsers cut what does not fit on one line of a list, unless it may break there. */
    const isCut = (select: HTMLSelectElement) => {
      const { appearance, whiteSpace } = getComputedStyle(select);
      if (appearance === "none" && whiteSpace === "normal") return false;
      const whole = select.cloneNode(true) as HTMLSelectElement;
      document.body.append(whole);
      whole.style.cssText = "position: absolute; max-width: none; width: max-content";
      const { offsetWidth } = whole;
      whole.remove();
      return offsetWidth > select.offsetWidth + 1;
    };
    // 1.4.10 and 1.4.12.
    const check = (how: string) => {
      const { scrollWidth } = document.documentElement;
      if (scrollWidth > innerWidth) faults.push(`${how}: the page is ${scrollWidth} px wide`);
      for (const select of document.querySelectorAll("select")) {
        if (isSeen(select) && isCut(select)) fault(`${how}: words are cut off`, select);
      }
      for (const button of document.querySelectorAll("button")) {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = button;
        if (!isSeen(button)) continue;
        if (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1) {
          fault(`${how}: words are cut off`, button);
        }
      }
    };
    check("as it is");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(spacing);
    document.adoptedStyleSheets = [sheet];
    check("with more space in texts");
    document.adoptedStyleSheets = [];
    return faults;
  }, SPACING);
}

/**
 * All that can be measured in what a page shows now, in both themes, wide and on a phone. In words,
 * each with where it was.
 */
export async function allFaultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["dark", 320]] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const found = [...await violationsOf(page), ...await faultsOf(page)];
    faults.push(...found.map((fault) => `${colorScheme}, ${width} px: ${fault}`));
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return faults;
}

/** What has the focus: its label, its name or its text. Empty for the page itself. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    if (element === document.body) return "";
    const labels = [...element.labels ?? []].map((label) => label.textContent).join();
    return (labels || element.ariaLabel || element.textContent || "").trim();
  });
}

/** Presses Tab until something of that name has the focus: round the page once, at most. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let n = 0; n < 120; n++) {
    await page.keyboard.press("Tab");
    if (name.test(await focused(page))) return;
  }
  throw new Error(`No Tab leads to ${name}`);
}

/** Goes through a page by Tab and back: what has a focus that nobody sees (2.4.7, 2.4.11). */
export async function hiddenFocus(page: Page, stops: number): Promise<string[]> {
  const faults = new Set<string>();
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let n = 0; n < stops; n++) {
      await page.keyboard.press(key);
      const fault = await page.evaluate(() => {
        const element = document.activeElement!;
        if (element === document.body) return "";
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const { left, width, top, bottom } = element.getBoundingClientRect();
        const isOver = (y: number) => {
          const hit = document.elementFromPoint(left + width / 2, y);
          return hit && (element.contains(hit) || hit.contains(element));
        };
        const isMarked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        const isCovered = ![top + 2, (top + bottom) / 2, bottom - 2].some(isOver);
        if (isMarked && !isCovered) return "";
        return `${isMarked ? "covered" : "no outline"}: ${element.outerHTML.slice(0, 120)}`;
      });
      if (fault) faults.add(fault);
    }
  }
  return [...faults];
}
