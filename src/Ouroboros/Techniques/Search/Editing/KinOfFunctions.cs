namespace Ouroboros.Techniques.Search.Editing;

/// <summary>What a function's kin would say, kept because each of its statements is asked for its own. For one search at a time.</summary>
internal sealed class KinOfFunctions(KindredFile own)
{
    private readonly Dictionary<int, ILookup<int, Edit>> known = [];

    /// <summary>The file of the functions, as they see others.</summary>
    public KindredFile Own => own;

    public IEnumerable<Edit> Of(FunctionFacts function, int statement, Func<IEnumerable<(int At, Edit Edit)>> edits)
    {
        if (!known.TryGetValue(function.Node.Index, out var all))
            known[function.Node.Index] = all = edits().ToLookup(e => e.At, e => e.Edit);

        return all[statement];
    }
}
