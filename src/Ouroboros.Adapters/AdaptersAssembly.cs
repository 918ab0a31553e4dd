namespace Ouroboros.Adapters;

/// <summary>Lets tests name this assembly without a type that may move.</summary>
public static class AdaptersAssembly;
