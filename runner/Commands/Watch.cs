using System.CommandLine;
using System.Globalization;
using SeRes2Net.Runner.Live;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>watch</c>: the report of runs that go on, in a browser on this machine. Never loads libtorch.</summary>
public static class Watch
{
    private const int UsualPort = 8420;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A folder of run directories.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "runs" };
        var port = new Option<int>("--port")
        {
            Description = $"The port on 127.0.0.1; 0: any that is free [default: {UsualPort}].",
            HelpName = "N",
            DefaultValueFactory = _ => UsualPort,
            CustomParser = result => CommonOptions.Parser<int>("a port from 0 to 65535", text =>
                ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null)(result),
        };
        var command = new Command("watch", "Show the report of runs that go on in a browser; it follows them. Reads only.") { folder, port };
        command.SetAction(parsed => WatchCommand.Run(parsed.GetValue(folder)!, parsed.GetValue(port)));
        return command.WithExamples("""
            runner watch                                              ./runs on http://127.0.0.1:8420/
            runner watch /data/runs --port 9000                       from elsewhere: ssh -L 9000:127.0.0.1:9000 HOST
            """);
    }
}
