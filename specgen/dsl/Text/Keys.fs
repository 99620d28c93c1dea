namespace SeRes2Net.Dsl

open SeRes2Net.Compiler

/// <summary>The compiler's own lists of keys.</summary>
module internal Keys =
    let architecture: string seq = Documents.ArchitectureReader.Keys
    let stage: string seq = Documents.ArchitectureReader.StageKeys
    let gate: string seq = Documents.GateReader.GateKeys
    let gateValue: string seq = Documents.Arguments.GateKeys
    let expect: string seq = Documents.Expectation.Keys
    let definition: string seq = Documents.DefinitionReader.Keys
    let parameter: string seq = Documents.DefinitionReader.ParameterKeys
    let check: string seq = Documents.DefinitionReader.CheckKeys
    let trial: string seq = Documents.DefinitionReader.TrialKeys
    let modifiers: string seq = Steps.StepReader.Modifiers
    let study: string seq = Studies.StudyReader.Keys
