using SeRes2Net.Lab.Runs.Charts;

namespace SeRes2Net.Lab.Reports.Pages;

/// <summary>The style sheet of a report's page: light and dark, narrow and wide, and on paper.</summary>
internal static class PageStyle
{
    /// <summary>All of it.</summary>
    public static string Text { get; } = ChartStyle.Variables + ChartStyle.Rules + """

        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 70rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        h1 { font-size: 1.7rem; margin: 0.5rem 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.25rem; margin: 2.2rem 0 0.6rem; padding-bottom: 0.2rem; border-bottom: 1px solid var(--grid); }
        p, li { max-width: 48rem; overflow-wrap: anywhere; }
        a { color: var(--a); }
        ul { padding-left: 1.3rem; margin: 0.3rem 0 1rem; }
        p { margin: 0.6rem 0; }
        .note, figcaption { color: var(--faint); font-size: 0.875rem; margin: 0.4rem 0 0.8rem; max-width: 48rem; }
        .alert { border: 2px solid var(--b); border-radius: 6px; padding: 0.5rem 1rem; margin: 1rem 0; }
        .verdict { display: inline-block; border: 1px solid currentcolor; border-radius: 1rem; padding: 0 0.6rem; margin-right: 0.4rem; font-size: 0.8rem; font-weight: 600; white-space: nowrap; }
        .verdicts { list-style: none; padding: 0; }
        .verdicts li { display: grid; grid-template-columns: 10.5rem 1fr; gap: 0.6rem; align-items: baseline; margin: 0.5rem 0; max-width: 60rem; }
        .verdicts .verdict { justify-self: start; }
        .better { color: var(--c); }
        .worse { color: var(--b); }
        .equivalent { color: var(--d); }
        .scroll { overflow-x: auto; }
        .scroll:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--a); outline-offset: 2px; }
        table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding: 0.4rem 0; }
        th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.7rem; border-bottom: 1px solid var(--grid); font-weight: 400; white-space: nowrap; }
        td.w, th.w { white-space: normal; min-width: 14rem; max-width: 30rem; overflow-wrap: break-word; }
        td.n, th.n { text-align: right; }
        thead th { font-weight: 600; border-bottom: 2px solid var(--faint); vertical-align: bottom; }
        thead th.n { white-space: normal; }
        figure { margin: 1rem 0 1.5rem; }
        svg { display: block; max-width: 100%; height: auto; }
        details { margin: 0.4rem 0; }
        summary { cursor: pointer; color: var(--a); }
        footer { margin-top: 3rem; color: var(--faint); font-size: 0.875rem; }
        @media screen and (max-width: 48rem) {
          body { padding: 0.7rem; font-size: 15px; }
          svg { max-width: none; }
          .verdicts li { grid-template-columns: 1fr; gap: 0.1rem; }
        }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          .scroll { overflow: visible; }
          table { font-size: 8pt; }
          th, td { padding: 0.15rem 0.4rem; }
          figure, tr, .verdicts li { break-inside: avoid; }
          h2 { break-after: avoid; }
          nav, summary { display: none; }
        }

        """;
}
