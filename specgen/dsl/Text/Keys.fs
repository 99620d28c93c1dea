namespace SeRes2Net.Dsl

open SeRes2Net.Compiler

/// <summary>The compiler's own lists of keys.</summary>
module internal Keys =
    let architecture: string seq = Expand.ArchitectureReader.Keys
    let stage: string seq = Expand.ArchitectureReader.StageKeys
    let gate: string seq = Expand.GateReader.GateKeys
    let gateValue: string seq = Steps.Arguments.GateKeys
    let expect: string seq = Expand.Expectation.Keys
    let definition: string seq = Documents.DefinitionReader.Keys
    let parameter: string seq = Documents.DefinitionReader.ParameterKeys
    let check: string seq = Documents.DefinitionReader.CheckKeys
    let example: string seq = Documents.DefinitionReader.ExampleKeys
    let modifiers: string seq = Steps.StepReader.Modifiers
    let study: string seq = Documents.Studies.StudyReader.Keys
