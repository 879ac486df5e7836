using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi;

public static partial class Output
{
    /// <summary>Writes a value as JSON, outputs inside it included; unknown or secret when one of those is.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="options">How the JSON is written.</param>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(SerializeAsync());

        async Task<OutputData<string>> SerializeAsync()
        {
            var data = await value.Data.ConfigureAwait(false);
            if (!data.IsKnown) return new("", data.Resources, IsKnown: false, data.IsSecret);
            while (true)
            {
                var pass = new JsonPass(data.Resources, data.IsSecret);
                var json = pass.Run(() => JsonSerializer.Serialize(data.Value, OutputJsonConverter.Extend(options)));
                if (pass.Pending.IsCompletedSuccessfully) return json;
                await pass.Pending.ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads JSON as a value; secret when the text is.</summary>
    /// <typeparam name="T">The type that the JSON is read as.</typeparam>
    /// <param name="json">The text.</param>
    /// <param name="options">How the JSON is read.</param>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(DeserializeAsync());

        async Task<OutputData<T>> DeserializeAsync()
        {
            var data = await json.Data.ConfigureAwait(false);
            return data.IsKnown
                ? new JsonPass(data.Resources, data.IsSecret)
                    .Run(() => JsonSerializer.Deserialize<T>(data.Value, OutputJsonConverter.Extend(options))!)
                : new(default!, data.Resources, IsKnown: false, data.IsSecret);
        }
    }
}
