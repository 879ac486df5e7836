namespace Infra.Tests.EndToEnd.Suite;

/// <summary>Waiting for what takes its time.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Asks again and again.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="ask">Says what isn't yet as it should be; null: all is.</param>
    /// <exception cref="StoryFailedException">It wasn't in time; the message is the last answer.</exception>
    public static async Task UntilAsync(TimeSpan limit, Func<Task<string?>> ask)
    {
        var end = DateTime.Now + limit;
        while (await ask() is { } lacking)
        {
            if (DateTime.Now > end)
                throw new StoryFailedException($"After {limit.TotalSeconds} s still: {lacking}");
            await Task.Delay(Pause);
        }
    }
}
