namespace SeRes2Net.Compiler.Text.Diagnostics;

/// <summary>
/// Every kind of finding. To add one: a field here, a line in <see cref="All"/>, a file in tests/Compiler/Broken, and for a
/// warning its id in Directory.Build.targets. Ids are never reused.
/// </summary>
public static class Descriptors
{
    /// <summary>SR0001</summary>
    public static readonly DiagnosticDescriptor Syntax = new("SR0001", "Not well-formed YAML",
        "The YAML parser cannot go on. Only the first such error in a file is reported, because nothing after it can be trusted.",
        "stages: [{ out: 64 }",
        "Look for an unclosed bracket or quote, or wrong indentation, at or before this place.");

    /// <summary>SR0002</summary>
    public static readonly DiagnosticDescriptor Tab = new("SR0002", "Tab in the indentation",
        "YAML is indented with spaces; a tab has no width that everyone agrees on.",
        "stem:\n\t- relu",
        "Replace tabs by spaces; most editors do it on request.");

    /// <summary>SR0003</summary>
    public static readonly DiagnosticDescriptor EmptyFile = new("SR0003", "Empty file",
        "The file holds nothing, or only comments.",
        "# to be written",
        "Write a spec into it, or remove it.");

    /// <summary>SR0004</summary>
    public static readonly DiagnosticDescriptor NotText = new("SR0004", "Not a text file",
        "The file holds characters that no text has: it is an image or archive, or was saved in another encoding than UTF-8.",
        "\\0PNG",
        "Save it as UTF-8, or remove it from the specs.");

    /// <summary>SR0005</summary>
    public static readonly DiagnosticDescriptor TooLarge = new("SR0005", "Beyond a limit",
        "Files have at most 256 KB and 64 levels of nesting; networks at most 100,000 steps and 2^53 parameters; "
        + "studies at most 1,000 specs and seeds.",
        "repeat: 1000000",
        "Make it smaller; a spec that needs more is usually one with a typo.");

    /// <summary>SR0006</summary>
    public static readonly DiagnosticDescriptor DuplicateKey = new("SR0006", "Key given twice",
        "A map holds each key once; with two, readers disagree on which one counts.",
        "classes: 10\nclasses: 100",
        "Remove one of them.");

    /// <summary>SR0007</summary>
    public static readonly DiagnosticDescriptor ForbiddenYaml = new("SR0007", "YAML feature outside the language",
        "Anchors, aliases, tags, merge keys and second documents are not part of the language: they hide where a value comes from.",
        "with: &defaults { scale: 4 }",
        "Write the value out, or use 'extends:'.");

    /// <summary>SR0008</summary>
    public static readonly DiagnosticDescriptor AmbiguousScalar = new("SR0008", "Value that YAML readers disagree on",
        "yes, no, on and off are truth values in YAML 1.1 and text in 1.2; 010 is 8 to one and 10 to the other.",
        "conv: { bias: yes }",
        "Write true or false, a number without leading zeros, or quotes around text.");

    /// <summary>SR0009</summary>
    public static readonly DiagnosticDescriptor UnclearKind = new("SR0009", "Unclear what the file is",
        "A file with 'name:' is an architecture, one with 'body:' a definition, one with 'recipe:' a recipe, one with 'study:' a study; "
        + "with several of these or none, it is unclear.",
        "input: [3, 32, 32]",
        "Give it the key that says what it is.");

    /// <summary>SR0010</summary>
    public static readonly DiagnosticDescriptor UnknownKey = new("SR0010", "Unknown key",
        "The key has no meaning here. Without this error it would be ignored silently.",
        "clases: 10",
        "Correct the spelling, or remove the key.");

    /// <summary>SR0011</summary>
    public static readonly DiagnosticDescriptor MissingKey = new("SR0011", "Missing key",
        "Something that has no default was not given.",
        "name: Net\nclasses: 10",
        "Add the key.");

    /// <summary>SR0012</summary>
    public static readonly DiagnosticDescriptor WrongType = new("SR0012", "Wrong type",
        "A map, a list or a single value was expected and something else was found.",
        "input: 32",
        "Write what the message expects.");

    /// <summary>SR0013</summary>
    public static readonly DiagnosticDescriptor UnquotedComma = new("SR0013", "Unquoted comma in an expression",
        "Inside { } and [ ] a comma ends the value, so that an expression with a comma breaks into two.",
        "conv: { out: max(1, channels) }",
        "Put the expression in quotes.");

    /// <summary>SR0014</summary>
    public static readonly DiagnosticDescriptor ExpressionSyntax = new("SR0014", "Expression cannot be read",
        "Expressions are written as in Python, except that comparisons do not chain and a minus between names needs spaces.",
        "out: width * * 2",
        "Correct the expression.");

    /// <summary>SR0015</summary>
    public static readonly DiagnosticDescriptor UnknownName = new("SR0015", "Unknown name",
        "In an expression: the name is neither a parameter of this definition nor built in, or it has no value at this place. After 'of': "
        + "no earlier step of the list, or of a list around it, gives this name to its value with 'as'. "
        + "Built in are pi, everywhere; classes, in an architecture file; stage, in a stage; in, index, first, depth and depths, in a block of a stage; "
        + "here.channels, here.rows and here.columns, in a step; channels, rows and columns, in a step, where a tensor enters; split and splits, "
        + "inside a cascade; copy, inside a repeat.",
        "out: widht * 4",
        "Correct the spelling, or declare the parameter; expressions do not read the values of steps, only 'of' does.");

    /// <summary>SR0016</summary>
    public static readonly DiagnosticDescriptor NoValue = new("SR0016", "Expression without a value",
        "The expression divides by zero, leaves the range of its type, or mixes types; or a formula has no finite value at some position, "
        + "or calls a function that is not computed for elements.",
        "out: channels // 0",
        "Correct the expression. In a formula, 'a if c else b' keeps away from positions without a value.");

    /// <summary>SR0017</summary>
    public static readonly DiagnosticDescriptor InvalidValue = new("SR0017", "Value that does not fit",
        "The value has another type than its place asks for, or lies outside what is allowed.",
        "repeat: 2.5",
        "Write a value as described in the message.");

    /// <summary>SR0018</summary>
    public static readonly DiagnosticDescriptor UnknownStep = new("SR0018", "Unknown step",
        "There is no step of this name, or it is not allowed here.",
        "stem: [batchnorm]",
        "Correct the spelling; a definition of your own is used with 'use: NAME'.");

    /// <summary>SR0019</summary>
    public static readonly DiagnosticDescriptor NotOneStep = new("SR0019", "Not exactly one step",
        "A step is a name, or a map with one step name and optionally when, name, with, as and of.",
        "stem: [{ conv: { out: 16 }, relu: ~ }]",
        "Make two list items of it.");

    /// <summary>SR0020</summary>
    public static readonly DiagnosticDescriptor UnknownDefinition = new("SR0020", "Unknown block or gate",
        "No definition of this name is next to the file, in its blocks/ or gates/ folder, in those of its parent folders, or in the library.",
        "block: res2nett",
        "Correct the spelling, or write the definition.");

    /// <summary>SR0021</summary>
    public static readonly DiagnosticDescriptor UnknownParameter = new("SR0021", "Unknown parameter",
        "The block or gate does not declare this parameter.",
        "stages: [{ out: 64, widht: 12 }]",
        "Correct the spelling, or remove it.");

    /// <summary>SR0022</summary>
    public static readonly DiagnosticDescriptor MissingParameter = new("SR0022", "Missing argument",
        "A parameter without a default was given no value.",
        "stages: [{ repeat: 3 }]",
        "Give the value in the stage, or in the architecture's 'with:'.");

    /// <summary>SR0023</summary>
    public static readonly DiagnosticDescriptor UnknownSlot = new("SR0023", "Unknown slot",
        "No block of the architecture has a slot of this name, so the gate would do nothing.",
        "gates: [{ gate: se, at: concatt }]",
        "Use one of the slots in the message.");

    /// <summary>SR0024</summary>
    public static readonly DiagnosticDescriptor BadName = new("SR0024", "Name that cannot be used",
        "Names become parts of state-dict paths and of C# and Python; definitions, recipes and studies "
        + "have the names of their files.",
        "block: my block",
        "Choose another name.");

    /// <summary>SR0025</summary>
    public static readonly DiagnosticDescriptor UseCycle = new("SR0025", "Definitions that use each other in a circle",
        "Such a definition would never end.",
        "block: a\nbody: [{ use: a }]",
        "Break the circle; 'repeat' makes copies.");

    /// <summary>SR0026</summary>
    public static readonly DiagnosticDescriptor MissingFile = new("SR0026", "File not found",
        "'extends' or a study names a file that does not exist or is not an architecture; or a file cannot be read.",
        "extends: res2net-28.yaml",
        "Correct the path; it is relative to the file.");

    /// <summary>SR0027</summary>
    public static readonly DiagnosticDescriptor ExtendsCycle = new("SR0027", "Files that extend each other in a circle",
        "None of them would have content of its own to start from.",
        "extends: itself.yaml",
        "Remove one of the 'extends'.");

    /// <summary>SR0028</summary>
    public static readonly DiagnosticDescriptor BadChange = new("SR0028", "Change to something that does not exist",
        "A '~' removes an inherited key, and a number under 'stages' changes an inherited stage; here there is no such key or stage.",
        "stages: { 7: { repeat: 2 } }",
        "Correct the key or number.");

    /// <summary>SR0029</summary>
    public static readonly DiagnosticDescriptor ShapesDiffer = new("SR0029", "Shapes that do not go together",
        "Element-wise merges need equal shapes, a concatenation equal sizes except along its axis, a gate sizes that are equal or 1, and "
        + "'matmul' equal channels and as many rows in the second as columns in the first.",
        "residual: { branch: [{ conv: { out: 128 } }] }",
        "Make the shapes fit, e.g. with 'shortcut: [projection]', 'permute' or 'reshape'.");

    /// <summary>SR0030</summary>
    public static readonly DiagnosticDescriptor NotDivisible = new("SR0030", "Channels that cannot be divided",
        "Splits and groups have equal numbers of channels.",
        "cascade: { splits: 3, each: [relu] }   # on 64 channels",
        "Choose numbers that divide.");

    /// <summary>SR0031</summary>
    public static readonly DiagnosticDescriptor ShortcutMisses = new("SR0031", "Shortcut cannot reach the branch's shape",
        "'projection' and 'pad' use the stride ceil(in / out), which must give the branch's rows and columns; 'pad' only adds channels.",
        "shortcut: [pad]   # from 64 to 32 channels",
        "Change the branch, or write the shortcut out.");

    /// <summary>SR0032</summary>
    public static readonly DiagnosticDescriptor WindowTooLarge = new("SR0032", "Window larger than its input",
        "Not a single window of a convolution or pool fits into the padded input.",
        "avg-pool: { kernel: 8 }   # on 4x4 positions",
        "Make the window smaller or the input larger, or use 'global-avg-pool'.");

    /// <summary>SR0033</summary>
    public static readonly DiagnosticDescriptor LinearNeedsPoint = new("SR0033", "Linear layer on a map",
        "'linear' reads [N, C, 1, 1].",
        "head: [linear: { out: classes }]",
        "Put 'global-avg-pool' or 'flatten' before it.");

    /// <summary>SR0034</summary>
    public static readonly DiagnosticDescriptor WrongOutput = new("SR0034", "Network does not end in the classes",
        "The network's output is one score per class.",
        "head: [global-avg-pool]",
        "End the head with linear: { out: classes }.");

    /// <summary>SR0035</summary>
    public static readonly DiagnosticDescriptor BrokenBudget = new("SR0035", "Broken budget",
        "The network's count differs from the one in 'expect:'.",
        "expect: { parameters: 1 }",
        "Undo the change that moved it, or accept the new count there.");

    /// <summary>SR0036</summary>
    public static readonly DiagnosticDescriptor UnknownRecipe = new("SR0036", "Unknown recipe",
        "No recipe of this name is next to the file, in its recipes/ folder, in those of its parent folders, or in the library.",
        "recipe: report-30",
        "Correct the spelling, or write the recipe.");

    /// <summary>SR0037</summary>
    public static readonly DiagnosticDescriptor EvenKernel = new("SR0037", "Even kernel without padding",
        "The default padding keeps the size, which an even kernel cannot.",
        "conv: { kernel: 2 }",
        "Say the padding, e.g. padding: 0.");

    /// <summary>SR0038</summary>
    public static readonly DiagnosticDescriptor DuplicatePath = new("SR0038", "Name taken twice",
        "Two steps or stages would have the same state-dict path, or two steps of a list give one name to their values with 'as'.",
        "stem: [{ conv: { out: 16 }, name: a }, { relu: ~, name: a }]",
        "Give one of them another name.");

    /// <summary>SR0039</summary>
    public static readonly DiagnosticDescriptor CheckFails = new("SR0039", "A definition's requirement is not met",
        "The author of the block or gate wrote a condition that does not hold here.",
        "checks: [{ require: scale > 1, message: one split is not a cascade }]",
        "Read the message; it is the author's.");

    /// <summary>SR0040</summary>
    public static readonly DiagnosticDescriptor NotSupportedYet = new("SR0040", "Not part of this version yet",
        "The language describes it and this compiler does not build it.",
        "body: { dense: { of: [relu] } }",
        "Use a newer compiler, or write it in other steps.");

    /// <summary>SR0041</summary>
    public static readonly DiagnosticDescriptor StemClash = new("SR0041", "File names too alike",
        "C# classes are named after files; names that differ only in case or hyphens give the same class.",
        "res2net-29.yaml beside Res2Net29.yaml",
        "Rename one of the files.");

    /// <summary>SR0099</summary>
    public static readonly DiagnosticDescriptor Internal = new("SR0099", "Fault of the compiler",
        "The compiler met a case that its authors did not think of.",
        "(none is known)",
        "Please report it with the file.");

    /// <summary>SR2001</summary>
    public static readonly DiagnosticDescriptor HidesDefinition = new("SR2001", "Definition hides another",
        "A nearer file of the same name is used instead of one farther away or of the library.",
        "specs/blocks/basic.yaml with content of its own",
        "Rename it, or acknowledge it with 'allow: [SR2001]'.");

    /// <summary>SR2002</summary>
    public static readonly DiagnosticDescriptor CheckWarns = new("SR2002", "A definition warns",
        "The author of the block or gate wrote a condition to be warned of, and it holds here.",
        "gates: [{ gate: se, at: split, reduction: 64 }]",
        "Read the message; acknowledge it with 'allow: [SR2002]'.");

    /// <summary>SR2003</summary>
    public static readonly DiagnosticDescriptor IdleGate = new("SR2003", "Gate that is plugged nowhere",
        "The gate's condition holds at no slot, or every stage has gates of its own, so it does nothing.",
        "gates: [{ gate: se, at: concat, when: stage > 9 }]",
        "Correct the condition, or remove the gate.");

    /// <summary>SR2004</summary>
    public static readonly DiagnosticDescriptor OverriddenDefault = new("SR2004", "Default that every stage overrides",
        "A setting of the whole architecture reaches no block, because every stage gives its own.",
        "with: { width: 8 }, where every stage says its width",
        "Change the stages, or remove the setting.");

    /// <summary>A path of branches that conditions emptied.</summary>
    public static readonly DiagnosticDescriptor EmptyPath = new("SR2005", "Path without steps",
        "Conditions switch off every step of a path, so that it passes its input on.",
        "branches: { of: [[{ relu: ~, when: first }], [sigmoid]], merge: add }, in the second block",
        "Write 'identity' as a step of the path, or change the conditions.");

    /// <summary>A parameter or a value's name that nothing uses.</summary>
    public static readonly DiagnosticDescriptor UnusedName = new("SR2006", "Name without use",
        "A block or gate has a parameter that neither its steps nor its checks nor another default use, or no step reads a value that 'as' names.",
        "parameters: { kernel: { type: int, default: 3 } }, and a body without 'kernel'",
        "Use it, or remove it.");

    /// <summary>A step whose value is lost.</summary>
    public static readonly DiagnosticDescriptor LostValue = new("SR2007", "Step without effect",
        "Nothing reads what the step gives: the next one reads another value with 'of', or is a 'constant', which takes only a shape.",
        "stem: [conv: { out: 4 }, constant: row]",
        "Name the value with 'as' and read it with 'of', multiply by a constant with gated: { by: [constant: row] }, or remove the step.");

    /// <summary>All of them, in order of their ids.</summary>
    public static readonly IReadOnlyList<DiagnosticDescriptor> All =
    [
        Syntax, Tab, EmptyFile, NotText, TooLarge, DuplicateKey, ForbiddenYaml, AmbiguousScalar, UnclearKind, UnknownKey, MissingKey,
        WrongType,
        UnquotedComma, ExpressionSyntax, UnknownName, NoValue, InvalidValue, UnknownStep, NotOneStep, UnknownDefinition, UnknownParameter,
        MissingParameter, UnknownSlot, BadName, UseCycle, MissingFile, ExtendsCycle, BadChange, ShapesDiffer, NotDivisible, ShortcutMisses,
        WindowTooLarge, LinearNeedsPoint, WrongOutput, BrokenBudget, UnknownRecipe, EvenKernel, DuplicatePath, CheckFails, NotSupportedYet,
        StemClash, Internal, HidesDefinition, CheckWarns, IdleGate, OverriddenDefault, EmptyPath, UnusedName, LostValue,
    ];
}
