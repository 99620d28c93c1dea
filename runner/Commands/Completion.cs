using System.CommandLine;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>completion</c>: the script that makes a shell complete the runner's options.</summary>
public static class Completion
{
    private const string Bash = """
        _runner() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            [[ "${COMPREPLY[0]}" == *= ]] && compopt -o nospace
            true
        }
        complete -o default -F _runner runner ./run
        """;

    private const string Zsh = """
        _runner() { compadd -- ${(f)"$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"} || _files }
        compdef _runner runner run
        """;

    private const string Fish = """
        function __runner_complete
            set -l words (commandline -opc)
            $words[1] "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null
        end
        complete -c runner -a '(__runner_complete)'
        complete -c run -a '(__runner_complete)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName runner, run -ScriptBlock {
            param($word, $line, $position)
            & $line.CommandElements[0].Extent.Text "[suggest:$position]" "$line" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Print a script that completes commands, options and specs in a shell.") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, _ => PowerShell });
            return ExitCode.Done;
        });
        return command.WithExamples("""
            eval "$(./run completion bash)"                           completion in the current shell
            """);
    }
}
