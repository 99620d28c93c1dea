namespace SeRes2Net.Lab.Reports.Charts;

/// <summary>What identifies and announces a picture in a page.</summary>
/// <param name="Id">Its name in the page.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What one sees in it.</param>
internal sealed record ChartText(string Id, string Title, string Description);
