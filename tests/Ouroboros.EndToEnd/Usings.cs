global using Ouroboros.EndToEnd.Stand;
global using Shouldly;
global using Xunit;

// Every test runs searches that use all cores, but many only wait for a limit to pass: four at once are the soonest over.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
