global using Ouroboros.EndToEnd.Stand;
global using Shouldly;
global using Xunit;

// Every test runs searches that use all cores: more at once would only slow each other down.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
