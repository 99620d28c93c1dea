namespace SeRes2Net.Runner.Live;

/// <summary>The script of a live page: asks for the page again when the server says that it has changed.</summary>
internal static class LiveScript
{
    /// <summary>All of it.</summary>
    public const string Text = """
        "use strict";
        const since = new URL(document.currentScript.src).searchParams.get("since");
        const events = new EventSource("/~events" + location.pathname + "?since=" + encodeURIComponent(since));
        const state = document.getElementById("live");
        const said = state.textContent;
        // What a reader has opened stays open, and what has the focus keeps it.
        const key = part => part.closest("section")?.getAttribute("aria-labelledby") + ": " + part.querySelector("summary").textContent;
        events.addEventListener("change", async () => {
            const answer = await fetch(location.pathname);
            if (!answer.ok)
                return;
            const next = new DOMParser().parseFromString(await answer.text(), "text/html");
            const open = new Map([...document.querySelectorAll("details")].map(part => [key(part), part.open]));
            for (const part of next.querySelectorAll("details"))
                part.open = open.get(key(part)) ?? part.open;
            document.querySelector("main").replaceChildren(...next.querySelector("main").childNodes);
        });
        events.onopen = () => state.textContent = said;
        events.onerror = () => state.textContent = "The server does not answer; the page shows what it said last.";

        """;
}
