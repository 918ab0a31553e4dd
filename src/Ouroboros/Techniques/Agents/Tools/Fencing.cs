namespace Ouroboros.Techniques.Agents.Tools;

/// <summary>Marks text of a repository as data for a model.</summary>
/// <param name="what">What it is, such as <c>src/app.py, lines 1 to 20</c>.</param>
public delegate string Fencing(string what, string text);
