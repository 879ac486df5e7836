namespace Infra.Checks;

/// <summary>A statement about plans, of which a tool can tell whether it holds for one.</summary>
/// <param name="Id">Its name, in lower case with dashes. Programs know it by this name, so it stays.</param>
/// <param name="Title">The statement, as one sentence.</param>
/// <param name="Find">What speaks against it in a plan: nothing, where it holds. A pure function.</param>
public sealed record Check(string Id, string Title, Func<Inventory, IEnumerable<Finding>> Find);
