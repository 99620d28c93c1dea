namespace SeRes2Net.Runner;

/// <summary>The examples that <c>--help</c> shows.</summary>
internal static class Examples
{
    /// <summary>Examples of a command, or an empty string.</summary>
    public static string Of(string command) => command switch
    {
        "describe" => """
              runner describe --spec specs/se-res2net-29.yaml           what it is made of, layer by layer
              runner describe --spec specs/resnet-56.yaml --json        the same for a program
              runner describe --spec specs/se-res2net-29.yaml --diagram dot | dot -Tsvg > net.svg
              runner describe --spec specs/se-res2net-29.yaml --diagram mermaid --module stage1.block2

            """,
        "validate" => """
              runner validate specs                                     every YAML file of a folder
              runner validate specs/my-net.yaml                         file(line,col): error SR0001: ...

            """,
        "diff" => """
              runner diff specs/res2net-29.yaml specs/se-res2net-29.yaml

            """,
        "explain" => """
              runner explain SR0012                                     what it means, an example, what to do

            """,
        "list" => """
              runner list                                               architectures, recipes, blocks, gates

            """,
        "export" => """
              runner export --spec specs/se-res2net-29.yaml --format pytorch
                  se_res2net_29.py, which needs only torch
              runner export --spec specs/se-res2net-29.yaml --format pytorch --weights runs/first/best.safetensors
                  the same, and se_res2net_29.safetensors
              runner export --spec specs/se-res2net-29.yaml --format pytorch --fold --weights runs/first/best.safetensors
                  both for evaluation only, without batch normalisations
              runner export --spec specs/resnet-50.yaml --format safetensors --weights best.safetensors --rename torchvision-resnet
                  weights that torchvision's resnet50 loads

            """,
        "import-weights" => """
              runner import-weights --spec specs/resnet-50.yaml --weights resnet50.safetensors --rename torchvision-resnet
                  resnet-50.safetensors, with our names

            """,
        "schema" => """
              runner schema                                             writes specs/schema/*.json
              runner schema --out ~/my-specs/schema                     for specs elsewhere
              runner schema --fsharp Blocks.fs --specs specs            blocks and gates for specs in F#

            """,
        "completion" => """
              eval "$(./run completion bash)"                           completion in the current shell

            """,
        "doctor" => """
              runner doctor                                             which libtorch, devices, capabilities
              runner doctor --numerics                                  compares every operation with float64; takes minutes

            """,
        _ => """
              runner --spec specs/se-res2net-29.yaml                    CIFAR-10 if it is available, otherwise a built-in set
              runner --spec specs/resnet-56.yaml --data DIR --recipe quick-5
              runner --spec specs/resnet-56.yaml --data shapes10 --epochs 2 --seed 1 --out runs/first
              runner describe --spec specs/resnet-56.yaml               shapes, parameters, multiply-accumulates

            """,
    };
}
