namespace SeRes2Net.Compiler.Emit.Diagrams;

/// <summary>Writes a diagram for Graphviz. Every text is a quoted string, in which only quotes and backslashes mean something.</summary>
internal static class DotWriter
{
    /// <summary>The diagram, LF line ends.</summary>
    public static string Write(Diagram diagram)
    {
        var text = new StringBuilder();
        text.Append("digraph network {\n");
        text.Append("  graph [fontname=\"Helvetica\", fontsize=13, nodesep=0.25, ranksep=0.3, bgcolor=\"white\", compound=true];\n");
        text.Append("  node [fontname=\"Helvetica\", fontsize=11, margin=\"0.12,0.06\", style=\"filled\",");
        text.Append(" fillcolor=\"white\", color=\"#475569\"];\n");
        text.Append("  edge [fontname=\"Helvetica\", fontsize=10, color=\"#475569\", arrowsize=0.7];\n");
        var clusters = 0;
        var sources = diagram.Edges.ToLookup(edge => edge.To, edge => edge.From);
        foreach (var panel in diagram.Panels)
            Write(text, panel, sources, 1, ref clusters);
        foreach (var edge in diagram.Edges)
        {
            text.Append($"  n{edge.From} -> n{edge.To}");
            text.Append(edge.IsCarry ? " [color=\"#c2410c\", fontcolor=\"#c2410c\", penwidth=2, label=\" carry\"];\n" : ";\n");
        }
        return text.Append("}\n").ToString();
    }

    private static void Write(StringBuilder text, DiagramPanel panel, ILookup<int, int> sources, int level, ref int clusters)
    {
        var indent = new string(' ', 2 * level);
        text.Append($"{indent}subgraph cluster{++clusters} {{\n");
        text.Append($"{indent}  label={Quoted(panel.Title)};\n");
        text.Append(panel.IsGate
            ? $"{indent}  style=\"rounded,filled\"; color=\"#d97706\"; fillcolor=\"#fef3c7\"; fontcolor=\"#92400e\"; fontsize=11;"
                + " labeljust=\"l\";\n"
            : $"{indent}  style=\"rounded\"; color=\"#94a3b8\"; labeljust=\"l\"; margin=12;\n");
        foreach (var node in panel.Nodes)
            text.Append($"{indent}  n{node.Id} [label=\"{Label(node)}\"{Look(node.Look)}];\n");
        // The splits of one value form a row, in channel order.
        foreach (var row in panel.Nodes.Where(node => node.Look == NodeLook.Split).GroupBy(node => sources[node.Id].First()))
        {
            if (row.Count() > 1)
                text.Append($"{indent}  {{ rank=same; {string.Join(" -> ", row.Select(node => $"n{node.Id}"))} [style=invis]; }}\n");
        }
        foreach (var inner in panel.Panels)
            Write(text, inner, sources, level + 1, ref clusters);
        text.Append($"{indent}}}\n");
    }

    private static string Label(DiagramNode node) => string.Join("\\n", node.Lines.Append(node.Shape).Select(Escaped));

    private static string Look(NodeLook look) => look switch
    {
        NodeLook.End => ", shape=plaintext, style=\"\"",
        NodeLook.Split => ", shape=box, style=\"filled\", fillcolor=\"#e0e7ff\"",
        NodeLook.Merge => ", shape=box, style=\"rounded,filled\", fillcolor=\"#dcfce7\"",
        NodeLook.Stage => ", shape=box, style=\"filled\", fillcolor=\"#e2e8f0\"",
        _ => ", shape=box",
    };

    private static string Quoted(string text) => "\"" + Escaped(text) + "\"";

    private static string Escaped(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                result.Append('\\');
            result.Append(DiagramText.Hides(c) ? ' ' : c);
        }
        return result.ToString();
    }
}
