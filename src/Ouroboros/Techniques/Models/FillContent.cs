using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models;

/// <summary>Asks for what stands between two texts. A model without an endpoint for it is asked in words.</summary>
/// <param name="path">Of the file, for a model that goes by it.</param>
public sealed class FillContent(string path, string prefix, string suffix) : AIContent
{
    public string Path => path;

    public string Prefix => prefix;

    public string Suffix => suffix;
}

/// <summary>Asks for a region of a file to be written anew. A model without an endpoint for it is asked in words.</summary>
/// <param name="recent">Snippets that were looked at lately, each with the path of its file.</param>
public sealed class RewriteContent(
    string path, string before, string region, string after, string wish, IReadOnlyList<KeyValuePair<string, string>> recent) : AIContent
{
    public string Path => path;

    public string Before => before;

    public string Region => region;

    public string After => after;

    /// <summary>What shall become of it, in words.</summary>
    public string Wish => wish;

    public IReadOnlyList<KeyValuePair<string, string>> Recent => recent;
}
