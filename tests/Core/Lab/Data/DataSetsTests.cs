using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Core.Tests.Lab.Data;

public sealed class DataSetsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private DataSearch Nowhere => new([folder.File("absent")], folder.Path, Download: false);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_name_and_without_CIFAR10_the_built_in_data_is_used_and_the_note_says_why()
    {
        var choice = DataSets.Open(null, Nowhere);

        choice.Data.Name.Should().Be("shapes10");
        choice.Note.Should().Contain("shapes10").And.Contain("downloading is switched off");
    }

    [Fact]
    public void Naming_CIFAR10_when_it_is_missing_is_an_error_that_says_what_to_do()
    {
        ((Action)(() => DataSets.Open("cifar10", Nowhere))).Should().Throw<DataException>()
            .WithMessage("*was not found in*absent*https://www.cs.toronto.edu*--data DIR*SERES2NET_DATA*--data shapes10*");
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error_that_lists_the_names()
    {
        ((Action)(() => DataSets.Open("imagenet", Nowhere))).Should().Throw<DataException>().WithMessage("imagenet: no such folder*cifar10, cifar100, shapes10*");
    }

    [Fact]
    public void Every_row_has_a_unique_name_and_either_files_or_a_way_to_draw()
    {
        DataSets.All.Select(known => known.Name).Should().OnlyHaveUniqueItems();
        DataSets.All.Should().OnlyContain(known => (known.Files == null) != (known.Draw == null));
        DataSets.All.Where(known => known.Draw is not null).Should().OnlyContain(known => known.Draw!(new()).Name == known.Name);
    }

    [Fact]
    public void Damaged_files_are_an_error_even_when_nothing_was_named()
    {
        Cifar10Tests.WriteFiles(folder.Path);
        File.AppendAllText(folder.File("data_batch_2.bin"), "x");

        ((Action)(() => DataSets.Open(null, new DataSearch([folder.Path], folder.Path, Download: false))))
            .Should().Throw<DataException>().WithMessage("*data_batch_2.bin*20 records and 1 of*");
    }

    [Fact]
    public void A_folder_that_is_called_like_a_drawn_set_is_found_again()
    {
        var place = Directory.CreateDirectory(folder.File("shapes10")).FullName;

        DataSets.Again("shapes10", place, null).Should().Be(place);
        DataSets.Again("shapes10", DataSets.Drawn.Draw!(new()).Source, ":80").Should().Be("shapes10:80");
        DataSets.Again("cifar10", folder.File("gone"), null).Should().Be("cifar10");
    }

    [Fact]
    public void A_spec_with_a_different_input_is_refused_naming_both_sides()
    {
        var data = TinyData.Create();

        ((Action)(() => data.MustFit("ResNet-18", new Shape(3, 224, 224), 4))).Should().Throw<DataException>().WithMessage("ResNet-18*3x224x224*tiny*3x8x8*");
        ((Action)(() => data.MustFit("ResNet-18", new Shape(3, 8, 8), 1000))).Should().Throw<DataException>().WithMessage("ResNet-18*1000*tiny*4*");
    }
}
