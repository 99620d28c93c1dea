// Headless Chromium, driven through its debugging pipe: messages are JSON, ended by a zero byte.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts a browser with one empty page. `send(method, params)` asks it; `events` are what it says by itself. */
export async function openBrowser(program) {
    const profile = mkdtempSync(join(tmpdir(), "seres2net-chromium-"));
    const process = spawn(program, [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run", "--hide-scrollbars",
        "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank",
    ], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    const [, , , input, output] = process.stdio;
    const waiting = new Map();
    const events = [];
    let last = 0;
    let rest = "";
    output.setEncoding("utf8");
    output.on("data", text => {
        const messages = (rest + text).split("\0");
        rest = messages.pop();
        for (const message of messages.map(JSON.parse)) {
            const answer = waiting.get(message.id);
            if (answer === undefined)
                events.push(message);
            else if (message.error)
                answer.reject(new Error(message.error.message));
            else
                answer.resolve(message.result);
            waiting.delete(message.id);
        }
    });
    process.on("exit", () => waiting.forEach(answer => answer.reject(new Error("Chromium ended"))));

    const sendTo = (session, method, params = {}) => new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        input.write(JSON.stringify({ id: last, sessionId: session, method, params }) + "\0");
    });
    const { targetInfos } = await sendTo(undefined, "Target.getTargets");
    const { targetId } = targetInfos.find(target => target.type === "page");
    const { sessionId } = await sendTo(undefined, "Target.attachToTarget", { targetId, flatten: true });
    const send = (method, params) => sendTo(sessionId, method, params);
    for (const domain of ["Page", "Runtime", "Log"])
        await send(`${domain}.enable`);

    return {
        send,
        events,
        /** Opens an address and waits until it is loaded. */
        async open(url) {
            const before = events.length;
            await send("Page.navigate", { url });
            while (!events.slice(before).some(event => event.method === "Page.loadEventFired"))
                await new Promise(done => setTimeout(done, 20));
        },
        /** The value of an expression in the page; a promise is awaited. */
        async evaluate(expression) {
            const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
            if (exceptionDetails)
                throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
            return result.value;
        },
        /** What the page reported as wrong. */
        errors() {
            return events
                .filter(event => event.method === "Runtime.exceptionThrown" || event.params?.entry?.level === "error" || event.params?.type === "error")
                .map(event => event.params.entry?.text ?? event.params.exceptionDetails?.text ?? JSON.stringify(event.params.args));
        },
        async close() {
            await sendTo(undefined, "Browser.close").catch(() => {});
            if (process.exitCode === null && process.signalCode === null)
                await new Promise(done => process.on("exit", done));
            // Its helpers may still be writing.
            rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
        },
    };
}
