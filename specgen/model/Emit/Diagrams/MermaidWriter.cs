namespace SeRes2Net.Compiler.Emit.Diagrams;

/// <summary>
/// Writes a diagram for Mermaid. Text is quoted, and every character other than a letter, digit or harmless sign is a numbered
/// entity: neither Mermaid, nor the Markdown or HTML around it, sees anything to interpret.
/// </summary>
internal static class MermaidWriter
{
    private const string Harmless = " .,:+-_()/=";

    /// <summary>The diagram, LF line ends.</summary>
    public static string Write(Diagram diagram)
    {
        var text = new StringBuilder();
        text.Append("flowchart TB\n");
        text.Append("  classDef layers fill:#ffffff,stroke:#475569,color:#0f172a\n");
        text.Append("  classDef ends fill:none,stroke:none,color:#0f172a\n");
        text.Append("  classDef split fill:#e0e7ff,stroke:#475569,color:#0f172a\n");
        text.Append("  classDef merge fill:#dcfce7,stroke:#475569,color:#0f172a\n");
        text.Append("  classDef stage fill:#e2e8f0,stroke:#475569,color:#0f172a\n");
        text.Append("  classDef gate fill:#fef3c7,stroke:#d97706,color:#92400e\n");
        text.Append("  classDef block fill:none,stroke:#94a3b8\n");
        var panels = 0;
        foreach (var panel in diagram.Panels)
            Write(text, panel, 1, ref panels);
        for (var i = 0; i < diagram.Edges.Count; i++)
        {
            var edge = diagram.Edges[i];
            text.Append($"  n{edge.From} {(edge.IsCarry ? "==>|carry|" : "-->")} n{edge.To}\n");
        }
        var carries = string.Join(",", Enumerable.Range(0, diagram.Edges.Count).Where(i => diagram.Edges[i].IsCarry));
        if (carries.Length > 0)
            text.Append($"  linkStyle {carries} stroke:#c2410c,color:#c2410c\n");
        return text.ToString();
    }

    private static void Write(StringBuilder text, DiagramPanel panel, int level, ref int panels)
    {
        var indent = new string(' ', 2 * level);
        var id = $"p{++panels}";
        text.Append($"{indent}subgraph {id}[\"{Escaped(panel.Title)}\"]\n");
        foreach (var node in panel.Nodes)
        {
            var label = string.Join("<br>", node.Lines.Append(node.Shape).Select(Escaped));
            var box = node.Look == NodeLook.Merge ? $"(\"{label}\")" : $"[\"{label}\"]";
            text.Append($"{indent}  n{node.Id}{box}:::{Class(node.Look)}\n");
        }
        foreach (var inner in panel.Panels)
            Write(text, inner, level + 1, ref panels);
        text.Append($"{indent}end\n");
        text.Append($"{indent}class {id} {(panel.IsGate ? "gate" : "block")}\n");
    }

    private static string Class(NodeLook look) => look switch
    {
        NodeLook.End => "ends",
        NodeLook.Split => "split",
        NodeLook.Merge => "merge",
        NodeLook.Stage => "stage",
        _ => "layers",
    };

    private static string Escaped(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' || Harmless.IndexOf(c) >= 0)
            {
                result.Append(c);
            }
            else if (DiagramText.Hides(c) || (char.IsSurrogate(c) && !char.IsSurrogatePair(text, i)))
            {
                result.Append(' ');
            }
            else
            {
                var code = char.IsHighSurrogate(c) ? char.ConvertToUtf32(c, text[++i]) : c;
                result.Append('#').Append(code.ToString(CultureInfo.InvariantCulture)).Append(';');
            }
        }
        return result.ToString();
    }
}
