// Opens a page in headless Chromium, light and dark, wide and narrow, and prints as JSON what the browser and axe-core find wrong:
//   node check.mjs CHROMIUM ADDRESS [TEXT]
// With TEXT it first says "open" and waits until the page shows that text by itself.
import { readFileSync } from "node:fs";
import { openBrowser } from "./browser.mjs";

const [program, address, text] = process.argv.slice(2);
const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const browser = await openBrowser(program);
const violations = new Set();
let isTooWide = false;
try {
    await browser.open(address);
    if (text !== undefined) {
        console.log("open");
        for (let i = 0; i < 200 && !await browser.evaluate(`document.body.textContent.includes(${JSON.stringify(text)})`); i++)
            await new Promise(done => setTimeout(done, 100));
    }
    // Contents that are folded away are not looked at.
    await browser.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
    await browser.evaluate(axe + "; undefined");
    for (const [width, scheme] of [[1280, "light"], [420, "dark"]]) {
        await browser.send("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
        await browser.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
        isTooWide ||= await browser.evaluate("document.documentElement.scrollWidth > innerWidth");
        for (const found of await browser.evaluate("axe.run().then(result => result.violations.map(rule => `${rule.id}: ${rule.nodes[0].html}`))"))
            violations.add(`${scheme}: ${found}`);
    }
    const shown = text === undefined || await browser.evaluate(`document.body.textContent.includes(${JSON.stringify(text)})`);
    console.log(JSON.stringify({ errors: browser.errors(), violations: [...violations], isTooWide, shown }));
} finally {
    await browser.close();
}
