using SeRes2Net.Lab.Reports;

namespace SeRes2Net.Core.Tests.Lab.Reports;

public sealed class PageTests
{
    [PageFact]
    public void A_browser_and_axe_find_nothing_wrong_with_a_report()
    {
        using var folder = new TemporaryFolder();
        ReportFiles.Write(folder.Path, SampleStudy.Small.Input());

        var check = PageCheck.Of(new Uri(folder.File("report.html")).AbsoluteUri);

        check.Errors.Should().BeEmpty();
        check.Violations.Should().BeEmpty();
        check.IsTooWide.Should().BeFalse();
    }
}
